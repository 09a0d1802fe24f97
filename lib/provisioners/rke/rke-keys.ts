import type {
  BackupConfigYml,
  BaseServiceYml,
  BastionHostYml,
  ClusterYml,
  DnsYml,
  EtcdYml,
  IngressYml,
  KubeApiYml,
  KubeControllerYml,
  KubeletYml,
  MonitoringYml,
  NetworkYml,
  NodeYml,
  PrivateRegistryYml,
  ServicesYml,
  TaintYml,
  TolerationYml,
  UpgradeStrategyYml,
} from "./cluster-yml.ts";

/** The keys of a type with what each holds: the type and its tree cannot part ways. */
export type KeysOf<T> = { readonly [K in keyof T]-?: KindOf<NonNullable<T[K]>> };

type KindOf<V> = V extends string
  ? "text"
  : V extends number
    ? "number"
    : V extends boolean
      ? "boolean"
      : V extends readonly string[]
        ? "texts"
        : V extends readonly (infer E)[]
          ? readonly [KeysOf<E>]
          : string extends keyof V
            ? V[keyof V] extends string
              ? "map"
              : "lists"
            : KeysOf<V>;

const TAINT: KeysOf<TaintYml> = { key: "text", value: "text", effect: "text" };

const TOLERATION: KeysOf<TolerationYml> = {
  key: "text",
  operator: "text",
  value: "text",
  effect: "text",
  tolerationseconds: "number",
};

const NODE: KeysOf<NodeYml> = {
  address: "text",
  port: "text",
  internal_address: "text",
  role: "texts",
  hostname_override: "text",
  user: "text",
  ssh_key_path: "text",
  labels: "map",
  taints: [TAINT],
};

const BASE: KeysOf<BaseServiceYml> = {
  extra_args: "map",
  extra_args_array: "lists",
  extra_binds: "texts",
  extra_env: "texts",
};

const BACKUP: KeysOf<BackupConfigYml> = {
  enabled: "boolean",
  interval_hours: "number",
  retention: "number",
  s3backupconfig: { bucket_name: "text", region: "text", endpoint: "text", custom_ca: "text", folder: "text" },
  safe_timestamp: "boolean",
  timeout: "number",
};

const ETCD: KeysOf<EtcdYml> = {
  ...BASE,
  uid: "number",
  gid: "number",
  snapshot: "boolean",
  retention: "text",
  creation: "text",
  backup_config: BACKUP,
};

const KUBE_API: KeysOf<KubeApiYml> = {
  ...BASE,
  service_cluster_ip_range: "text",
  service_node_port_range: "text",
  pod_security_configuration: "text",
  always_pull_images: "boolean",
  secrets_encryption_config: { enabled: "boolean" },
  audit_log: { enabled: "boolean" },
  event_rate_limit: { enabled: "boolean" },
};

const KUBE_CONTROLLER: KeysOf<KubeControllerYml> = { ...BASE, cluster_cidr: "text", service_cluster_ip_range: "text" };

const KUBELET: KeysOf<KubeletYml> = {
  ...BASE,
  cluster_domain: "text",
  infra_container_image: "text",
  cluster_dns_server: "text",
  fail_swap_on: "boolean",
  generate_serving_certificate: "boolean",
};

const SERVICES: KeysOf<ServicesYml> = {
  etcd: ETCD,
  "kube-api": KUBE_API,
  "kube-controller": KUBE_CONTROLLER,
  scheduler: BASE,
  kubelet: KUBELET,
  kubeproxy: BASE,
};

const NETWORK: KeysOf<NetworkYml> = {
  plugin: "text",
  options: "map",
  mtu: "number",
  node_selector: "map",
  tolerations: [TOLERATION],
  enable_br_netfilter: "boolean",
};

const REGISTRY: KeysOf<PrivateRegistryYml> = { url: "text", is_default: "boolean" };

/** The keys of the ingress controller, which `rke()` takes as a prop. */
export const INGRESS_KEYS: KeysOf<IngressYml> = {
  provider: "text",
  options: "map",
  node_selector: "map",
  extra_args: "map",
  dns_policy: "text",
  http_port: "number",
  https_port: "number",
  network_mode: "text",
  tolerations: [TOLERATION],
  default_backend: "boolean",
  default_ingress_class: "boolean",
};

const BASTION: KeysOf<BastionHostYml> = {
  address: "text",
  port: "text",
  user: "text",
  ssh_key_path: "text",
  ssh_cert_path: "text",
  ignore_proxy_env_vars: "boolean",
};

const MONITORING: KeysOf<MonitoringYml> = {
  provider: "text",
  options: "map",
  node_selector: "map",
  replicas: "number",
  tolerations: [TOLERATION],
};

const DNS: KeysOf<DnsYml> = {
  provider: "text",
  options: "map",
  upstreamnameservers: "texts",
  reversecidrs: "texts",
  stubdomains: "lists",
  node_selector: "map",
  nodelocal: { ip_address: "text" },
  tolerations: [TOLERATION],
};

const UPGRADE: KeysOf<UpgradeStrategyYml> = {
  max_unavailable_worker: "text",
  max_unavailable_controlplane: "text",
  drain: "boolean",
  node_drain_input: {
    force: "boolean",
    ignore_daemonsets: "boolean",
    delete_local_data: "boolean",
    grace_period: "number",
    timeout: "number",
  },
};

/** Every key that may stand in cluster.yml, in RKE's order. */
export const RKE_KEYS: KeysOf<ClusterYml> = {
  nodes: [NODE],
  services: SERVICES,
  network: NETWORK,
  authentication: { strategy: "text", sans: "texts" },
  addons: "text",
  addons_include: "texts",
  ssh_key_path: "text",
  ssh_cert_path: "text",
  ssh_agent_auth: "boolean",
  authorization: { mode: "text" },
  enable_cri_dockerd: "boolean",
  kubernetes_version: "text",
  private_registries: [REGISTRY],
  ingress: INGRESS_KEYS,
  cluster_name: "text",
  cloud_provider: { name: "text" },
  prefix_path: "text",
  addon_job_timeout: "number",
  bastion_host: BASTION,
  monitoring: MONITORING,
  dns: DNS,
  upgrade_strategy: UPGRADE,
};
