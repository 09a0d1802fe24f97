import type { ClusterYml, KubeApiYml, KubeControllerYml, KubeletYml, NetworkYml, ServicesYml } from "./cluster-yml.ts";

/** What a program may add to cluster.yml in RKE's own keys: all but what comes from the cluster's and the provisioner's props. */
export type ClusterConfig = Omit<
  ClusterYml,
  "nodes" | "services" | "network" | "authentication" | "kubernetes_version" | "ingress" | "cluster_name"
> & {
  readonly services?: Omit<ServicesYml, "kube-api" | "kube-controller" | "kubelet"> & {
    readonly "kube-api"?: Omit<KubeApiYml, "service_cluster_ip_range" | "service_node_port_range">;
    readonly "kube-controller"?: Omit<KubeControllerYml, "cluster_cidr" | "service_cluster_ip_range">;
    readonly kubelet?: Omit<KubeletYml, "cluster_domain" | "cluster_dns_server">;
  };
  readonly network?: Omit<NetworkYml, "plugin">;
};

/** Where a program may state a flag of one of Kubernetes' programs, by its path in cluster.yml. */
export const flagPaths = (service: keyof ServicesYml, flag: string): readonly string[] =>
  ["extra_args_array", "extra_args"].map((args) => `services.${service}.${args}.${flag}`);

/** Flags that RKE sets from its own keys, and that go before them where they are stated. */
const FLAGS: readonly (readonly [keyof ServicesYml, string, string])[] = [
  ["kube-api", "service-cluster-ip-range", "the cluster's networks.services"],
  ["kube-api", "service-node-port-range", "the cluster's networks.nodePorts"],
  ["kube-controller", "cluster-cidr", "the cluster's networks.pods"],
  ["kube-controller", "service-cluster-ip-range", "the cluster's networks.services"],
  ["kubelet", "cluster-domain", "the cluster's networks.domain"],
  ["kubelet", "cluster-dns", "the cluster's networks.dns"],
  ["kubeproxy", "cluster-cidr", "the cluster's networks.pods"],
];

/** What a program states elsewhere, by its path in cluster.yml: two sources of one value would part ways. */
export const STATED_ELSEWHERE: Readonly<Record<string, string>> = {
  nodes: "the cluster's nodes",
  "services.kube-api.service_cluster_ip_range": "the cluster's networks.services",
  "services.kube-api.service_node_port_range": "the cluster's networks.nodePorts",
  "services.kube-controller.cluster_cidr": "the cluster's networks.pods",
  "services.kube-controller.service_cluster_ip_range": "the cluster's networks.services",
  "services.kubelet.cluster_domain": "the cluster's networks.domain",
  "services.kubelet.cluster_dns_server": "the cluster's networks.dns",
  "network.plugin": "networkPlugin of rke()",
  authentication: "sans of rke()",
  kubernetes_version: "the cluster's kubernetes",
  ingress: "ingress of rke()",
  cluster_name: "the cluster's name",
  ...Object.fromEntries(
    FLAGS.flatMap(([service, flag, network]) => flagPaths(service, flag).map((path) => [path, network])),
  ),
};
