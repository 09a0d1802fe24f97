import type { ClusterYml } from "./cluster-yml.ts";

/** The Rancher Kubernetes Engine. */
export interface RkeProps {
  /** RKE's release: its last, whose keys and versions are known here. */
  readonly release: "1.8.14";
  /** The pods' network. @default - canal, RKE's own default */
  readonly networkPlugin?: "canal" | "flannel" | "calico" | "none";
  /** The interface between the machines, for canal and flannel: `eth1`. @default - that of the default route */
  readonly networkInterface?: string;
  /** The ingress controller that RKE installs. @default - nginx, which is retired: a warning says so */
  readonly ingress?: "nginx" | "none";
  /** Further names and addresses in the API server's certificate: that of a load balancer, say. @default - none */
  readonly sans?: readonly string[];
  /** What cluster.yml says beside, in RKE's own keys; over what kumiki writes. @default - nothing */
  readonly clusterConfig?: ClusterYml;
}
