/**
 * RKE's `cluster.yml`, as far as this provisioner writes it: RKE 1.8.14's own keys and no others, since RKE drops a key that it
 * does not know without a word. In the order in which RKE itself writes them.
 */
export interface ClusterYml {
  readonly nodes?: readonly NodeYml[];
  readonly services?: ServicesYml;
  readonly network?: NetworkYml;
  readonly authentication?: { readonly strategy?: string; readonly sans?: readonly string[] };
  readonly ssh_key_path?: string;
  readonly ssh_agent_auth?: boolean;
  readonly authorization?: { readonly mode?: "rbac" };
  readonly enable_cri_dockerd?: boolean;
  readonly kubernetes_version?: string;
  readonly ingress?: IngressYml;
  readonly cluster_name?: string;
  /** Seconds. RKE's own 45 are too few for slow networks. */
  readonly addon_job_timeout?: number;
  readonly monitoring?: { readonly provider?: "metrics-server" | "none"; readonly replicas?: number };
  readonly dns?: { readonly provider?: "coredns" | "none"; readonly upstreamnameservers?: readonly string[] };
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

/** What every service takes. */
export interface BaseServiceYml {
  readonly extra_args?: Readonly<Record<string, string>>;
  readonly extra_binds?: readonly string[];
  readonly extra_env?: readonly string[];
}

/** The programs of the control plane and of the nodes. */
export interface ServicesYml {
  readonly etcd?: BaseServiceYml & {
    readonly snapshot?: boolean;
    readonly creation?: string;
    readonly retention?: string;
  };
  readonly "kube-api"?: BaseServiceYml & {
    readonly service_cluster_ip_range?: string;
    readonly service_node_port_range?: string;
    readonly pod_security_configuration?: "privileged" | "restricted";
    readonly always_pull_images?: boolean;
  };
  readonly "kube-controller"?: BaseServiceYml & {
    readonly cluster_cidr?: string;
    readonly service_cluster_ip_range?: string;
  };
  readonly scheduler?: BaseServiceYml;
  readonly kubelet?: BaseServiceYml & {
    readonly cluster_domain?: string;
    readonly cluster_dns_server?: string;
    readonly fail_swap_on?: boolean;
    readonly generate_serving_certificate?: boolean;
  };
  readonly kubeproxy?: BaseServiceYml;
}

/** The pods' network. */
export interface NetworkYml {
  readonly plugin?: string;
  readonly options?: Readonly<Record<string, string>>;
  readonly mtu?: number;
}

/** RKE's own ingress controller. */
export interface IngressYml {
  readonly provider?: "nginx" | "none";
  readonly options?: Readonly<Record<string, string>>;
  readonly node_selector?: Readonly<Record<string, string>>;
  readonly extra_args?: Readonly<Record<string, string>>;
  readonly network_mode?: "hostNetwork" | "hostPort" | "none";
  readonly http_port?: number;
  readonly https_port?: number;
  readonly default_backend?: boolean;
}

/** How `rke up` replaces what runs. */
export interface UpgradeStrategyYml {
  readonly max_unavailable_worker?: string;
  readonly max_unavailable_controlplane?: string;
  readonly drain?: boolean;
}
