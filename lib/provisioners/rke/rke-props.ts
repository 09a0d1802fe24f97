import type { ClusterConfig } from "./cluster-config.ts";
import type { IngressYml } from "./cluster-yml.ts";

/** The Rancher Kubernetes Engine. */
export interface RkeProps {
  /** RKE's release: its last, whose keys and versions are known here. */
  readonly release: "1.8.14";
  /** The pods' network. @default - canal, RKE's own default */
  readonly networkPlugin?: "canal" | "flannel" | "calico" | "none";
  /** The interface between the machines, for canal and flannel: `eth1`. @default - that of the default route */
  readonly networkInterface?: string;
  /** The ingress controller that RKE installs: nginx, also with options in RKE's own keys, or none. @default - nginx, which is retired: a warning says so */
  readonly ingress?: "nginx" | "none" | Omit<IngressYml, "provider">;
  /** Further names and addresses in the API server's certificate: that of a load balancer, say. @default - none */
  readonly sans?: readonly string[];
  /**
   * What cluster.yml says beside, in RKE's own keys. Refuses, as findings, keys that RKE does not know, values that it refuses or
   * fails with later, secrets, and what the props of the cluster and of `rke()` state. @default - nothing
   */
  readonly clusterConfig?: ClusterConfig;
}
