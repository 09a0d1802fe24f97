/**
 * RKE's `cluster.yml`: RKE 1.8.14's own keys, in the order in which RKE itself writes them, and no others, since RKE drops a key
 * that it does not know without a word. Left out are keys whose values are secrets, those that are switches of a single run
 * (`restore`, `rotate_certificates`), those of Windows, Weave, ACI, clouds and single images, and what RKE ignores in the file
 * (a service's `image`, `ignore_docker_version`).
 */
export interface ClusterYml {
  readonly nodes?: readonly NodeYml[];
  readonly services?: ServicesYml;
  readonly network?: NetworkYml;
  readonly authentication?: { readonly strategy?: string; readonly sans?: readonly string[] };
  /** Manifests that `rke up` applies, as the text of a YAML stream. Those of a Cluster come by `kubectl` instead. */
  readonly addons?: string;
  /** The same from files, relative to the folder in which RKE runs, or from URLs. */
  readonly addons_include?: readonly string[];
  readonly ssh_key_path?: string;
  readonly ssh_cert_path?: string;
  readonly ssh_agent_auth?: boolean;
  readonly authorization?: { readonly mode?: "rbac" };
  readonly enable_cri_dockerd?: boolean;
  readonly kubernetes_version?: string;
  readonly private_registries?: readonly PrivateRegistryYml[];
  readonly ingress?: IngressYml;
  readonly cluster_name?: string;
  readonly cloud_provider?: { readonly name?: "external" | "external-aws" };
  readonly prefix_path?: string;
  /** Seconds. RKE's own 45 are too few for slow networks. */
  readonly addon_job_timeout?: number;
  readonly bastion_host?: BastionHostYml;
  readonly monitoring?: MonitoringYml;
  readonly dns?: DnsYml;
  readonly upgrade_strategy?: UpgradeStrategyYml;
}

/** A machine. Strings that look like numbers stay strings. */
export interface NodeYml {
  readonly address?: string;
  readonly port?: string;
  readonly internal_address?: string;
  readonly role?: readonly string[];
  readonly hostname_override?: string;
  readonly user?: string;
  readonly ssh_key_path?: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly taints?: readonly TaintYml[];
}

/** A taint of a node. */
export interface TaintYml {
  readonly key?: string;
  readonly value?: string;
  readonly effect?: string;
}

/** What lets one of RKE's own pods on a tainted machine. RKE's reader knows `tolerationseconds` in lower case alone. */
export interface TolerationYml {
  readonly key?: string;
  readonly operator?: "Exists" | "Equal";
  readonly value?: string;
  readonly effect?: string;
  readonly tolerationseconds?: number;
}

/** What every service takes. */
export interface BaseServiceYml {
  readonly extra_args?: Readonly<Record<string, string>>;
  readonly extra_args_array?: Readonly<Record<string, readonly string[]>>;
  readonly extra_binds?: readonly string[];
  readonly extra_env?: readonly string[];
}

/** The programs of the control plane and of the nodes. */
export interface ServicesYml {
  readonly etcd?: EtcdYml;
  readonly "kube-api"?: KubeApiYml;
  readonly "kube-controller"?: KubeControllerYml;
  readonly scheduler?: BaseServiceYml;
  readonly kubelet?: KubeletYml;
  readonly kubeproxy?: BaseServiceYml;
}

/** etcd, and the snapshots that RKE takes of it. */
export interface EtcdYml extends BaseServiceYml {
  readonly uid?: number;
  readonly gid?: number;
  readonly snapshot?: boolean;
  readonly retention?: string;
  readonly creation?: string;
  readonly backup_config?: BackupConfigYml;
}

/** Snapshots of etcd. Access to S3 by key would be a secret in a committed file: give the machines a role instead. */
export interface BackupConfigYml {
  readonly enabled?: boolean;
  readonly interval_hours?: number;
  readonly retention?: number;
  readonly s3backupconfig?: {
    readonly bucket_name?: string;
    readonly region?: string;
    readonly endpoint?: string;
    readonly custom_ca?: string;
    readonly folder?: string;
  };
  readonly safe_timestamp?: boolean;
  /** Seconds. */
  readonly timeout?: number;
}

/** The API server. */
export interface KubeApiYml extends BaseServiceYml {
  readonly service_cluster_ip_range?: string;
  readonly service_node_port_range?: string;
  readonly pod_security_configuration?: "privileged" | "restricted";
  readonly always_pull_images?: boolean;
  readonly secrets_encryption_config?: { readonly enabled?: boolean };
  readonly audit_log?: { readonly enabled?: boolean };
  readonly event_rate_limit?: { readonly enabled?: boolean };
}

/** The controllers. */
export interface KubeControllerYml extends BaseServiceYml {
  readonly cluster_cidr?: string;
  readonly service_cluster_ip_range?: string;
}

/** The kubelet. */
export interface KubeletYml extends BaseServiceYml {
  readonly cluster_domain?: string;
  readonly infra_container_image?: string;
  readonly cluster_dns_server?: string;
  readonly fail_swap_on?: boolean;
  readonly generate_serving_certificate?: boolean;
}

/** The pods' network. */
export interface NetworkYml {
  readonly plugin?: string;
  readonly options?: Readonly<Record<string, string>>;
  readonly mtu?: number;
  readonly node_selector?: Readonly<Record<string, string>>;
  readonly tolerations?: readonly TolerationYml[];
  readonly enable_br_netfilter?: boolean;
}

/** A registry that needs no password, or whose password the machines know. */
export interface PrivateRegistryYml {
  readonly url?: string;
  readonly is_default?: boolean;
}

/** RKE's own ingress controller. */
export interface IngressYml {
  readonly provider?: "nginx" | "none";
  readonly options?: Readonly<Record<string, string>>;
  readonly node_selector?: Readonly<Record<string, string>>;
  readonly extra_args?: Readonly<Record<string, string>>;
  readonly dns_policy?: "ClusterFirst" | "ClusterFirstWithHostNet" | "Default" | "None";
  readonly http_port?: number;
  readonly https_port?: number;
  readonly network_mode?: "hostNetwork" | "hostPort" | "none";
  readonly tolerations?: readonly TolerationYml[];
  readonly default_backend?: boolean;
  readonly default_ingress_class?: boolean;
}

/** The machine through which RKE reaches all others. */
export interface BastionHostYml {
  readonly address?: string;
  readonly port?: string;
  readonly user?: string;
  readonly ssh_key_path?: string;
  readonly ssh_cert_path?: string;
  readonly ignore_proxy_env_vars?: boolean;
}

/** metrics-server. */
export interface MonitoringYml {
  readonly provider?: "metrics-server" | "none";
  readonly options?: Readonly<Record<string, string>>;
  readonly node_selector?: Readonly<Record<string, string>>;
  readonly replicas?: number;
  readonly tolerations?: readonly TolerationYml[];
}

/** The cluster's DNS. */
export interface DnsYml {
  readonly provider?: "coredns" | "none";
  readonly options?: Readonly<Record<string, string>>;
  readonly upstreamnameservers?: readonly string[];
  readonly reversecidrs?: readonly string[];
  readonly stubdomains?: Readonly<Record<string, readonly string[]>>;
  readonly node_selector?: Readonly<Record<string, string>>;
  readonly nodelocal?: { readonly ip_address?: string };
  readonly tolerations?: readonly TolerationYml[];
}

/** How `rke up` replaces what runs. */
export interface UpgradeStrategyYml {
  readonly max_unavailable_worker?: string;
  readonly max_unavailable_controlplane?: string;
  readonly drain?: boolean;
  readonly node_drain_input?: {
    readonly force?: boolean;
    readonly ignore_daemonsets?: boolean;
    readonly delete_local_data?: boolean;
    /** Seconds. */
    readonly grace_period?: number;
    /** Seconds. */
    readonly timeout?: number;
  };
}
