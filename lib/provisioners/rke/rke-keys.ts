import type {
  BaseServiceYml,
  ClusterYml,
  IngressYml,
  NetworkYml,
  NodeYml,
  ServicesYml,
  TaintYml,
  UpgradeStrategyYml,
} from "./cluster-yml.ts";

/** Keys below a key: `free` where RKE takes any, `true` where there are none. */
export type KeyTree = true | "free" | { readonly [key: string]: KeyTree };

type KeysOf<T> = { readonly [K in keyof T]-?: KeyTree };

const BASE: KeysOf<BaseServiceYml> = { extra_args: "free", extra_binds: true, extra_env: true };

const TAINT: KeysOf<TaintYml> = { key: true, value: true, effect: true };

const NODE: KeysOf<NodeYml> = {
  address: true,
  port: true,
  internal_address: true,
  role: true,
  hostname_override: true,
  user: true,
  ssh_key_path: true,
  labels: "free",
  taints: TAINT,
};

const SERVICES: KeysOf<ServicesYml> = {
  etcd: { ...BASE, snapshot: true, creation: true, retention: true },
  "kube-api": {
    ...BASE,
    service_cluster_ip_range: true,
    service_node_port_range: true,
    pod_security_configuration: true,
    always_pull_images: true,
  },
  "kube-controller": { ...BASE, cluster_cidr: true, service_cluster_ip_range: true },
  scheduler: BASE,
  kubelet: {
    ...BASE,
    cluster_domain: true,
    cluster_dns_server: true,
    fail_swap_on: true,
    generate_serving_certificate: true,
  },
  kubeproxy: BASE,
};

const NETWORK: KeysOf<NetworkYml> = { plugin: true, options: "free", mtu: true };

const INGRESS: KeysOf<IngressYml> = {
  provider: true,
  options: "free",
  node_selector: "free",
  extra_args: "free",
  network_mode: true,
  http_port: true,
  https_port: true,
  default_backend: true,
};

const UPGRADE: KeysOf<UpgradeStrategyYml> = {
  max_unavailable_worker: true,
  max_unavailable_controlplane: true,
  drain: true,
};

/** Every key that this provisioner writes, in RKE's order; the type holds it equal to `ClusterYml`. */
export const RKE_KEYS: KeysOf<ClusterYml> = {
  nodes: NODE,
  services: SERVICES,
  network: NETWORK,
  authentication: { strategy: true, sans: true },
  ssh_key_path: true,
  ssh_agent_auth: true,
  authorization: { mode: true },
  enable_cri_dockerd: true,
  kubernetes_version: true,
  ingress: INGRESS,
  cluster_name: true,
  addon_job_timeout: true,
  monitoring: { provider: true, replicas: true },
  dns: { provider: true, upstreamnameservers: true },
  upgrade_strategy: UPGRADE,
};

/** Paths of keys that RKE would drop without a word. */
export const unknownKeys = (value: unknown, tree: KeyTree = RKE_KEYS, path = ""): readonly string[] => {
  if (typeof value !== "object" || value === null || typeof tree !== "object") return [];
  if (Array.isArray(value)) return value.flatMap((item: unknown) => unknownKeys(item, tree, path));
  return Object.entries(value).flatMap(([key, below]) => {
    const known = Object.hasOwn(tree, key) ? tree[key] : undefined;
    const at = path === "" ? key : `${path}.${key}`;
    return known === undefined ? [at] : unknownKeys(below, known, at);
  });
};

/** A file with its keys in RKE's order, at every depth. */
export const inRkeOrder = (value: unknown, tree: KeyTree = RKE_KEYS): unknown => {
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map((item: unknown) => inRkeOrder(item, tree));
  const members = value as Readonly<Record<string, unknown>>;
  const names = typeof tree === "object" ? Object.keys(tree) : Object.keys(members).toSorted();
  const present = names.filter((name) => members[name] !== undefined);
  return Object.fromEntries(
    present.map((name) => [name, inRkeOrder(members[name], typeof tree === "object" ? tree[name] : "free")]),
  );
};
