import type { Role, Taint } from "../inventory/machine.ts";
import type { Provisioner } from "../inventory/provisioner.ts";
import type { WorkloadDefaults } from "./workload-defaults.ts";

/** A cluster: its machines, and what turns them into one. `N` is the union of its machines' names, `K` of the Kubernetes versions that the provisioner installs. */
export interface ClusterProps<N extends string, K extends string> {
  /** Names the cluster, its folder of the output and its kubeconfig. @default - the construct's id */
  readonly name?: string;
  /** Kubernetes' minor version, one that the provisioner installs. */
  readonly kubernetes: NoInfer<K>;
  readonly provisioner: Provisioner<K>;
  /** How the provisioner logs in to every machine that does not say otherwise. */
  readonly ssh: SshProps;
  /** The machines, by the names that their Kubernetes nodes get. */
  readonly nodes: Readonly<Record<N, MachineProps>>;
  /** Address ranges. @default - the provisioner's own */
  readonly networks?: NetworkProps;
  /** What every workload of ours gets. @default - nothing */
  readonly workloadDefaults?: WorkloadDefaults;
  /** The name that the cluster had before: its data moves along. @default - it never had another */
  readonly renamedFrom?: string;
}

/** A machine of a cluster. */
export interface MachineProps {
  /** IP address or host name by which the provisioner reaches it. */
  readonly address: string;
  /** Address by which the machines reach each other, and by which an NFS server sees it. @default - `address` */
  readonly internalAddress?: string;
  /** @default - all three roles where the cluster has one machine or three and none states its roles; else it must be stated */
  readonly roles?: readonly Role[];
  /** Labels of the Kubernetes node. @default - none but what the provisioner sets */
  readonly labels?: Readonly<Record<string, string>>;
  /** Taints of the Kubernetes node. @default - none but what the provisioner sets */
  readonly taints?: readonly Taint[];
  /** Failure domain; becomes the label topology.kubernetes.io/zone. @default - none */
  readonly zone?: string;
  /** @default - the cluster's */
  readonly ssh?: Partial<SshProps>;
}

/** How to log in to a machine. */
export interface SshProps {
  readonly user: string;
  /** @default - 22 */
  readonly port?: number;
  /** Path of the private key on the machine that runs the provisioner: absolute, or `~/…`. @default - ~/.ssh/id_ed25519 */
  readonly keyPath?: string;
}

/** Address ranges of a cluster. They cannot be changed once it runs. */
export interface NetworkProps {
  /** CIDR of the pods. @default - the provisioner's: RKE's is 10.42.0.0/16 */
  readonly pods?: string;
  /** CIDR of the Services. @default - the provisioner's: RKE's is 10.43.0.0/16 */
  readonly services?: string;
  /** The cluster's DNS, inside `services`. @default - the tenth address of `services` */
  readonly dns?: string;
  /** @default - cluster.local */
  readonly domain?: string;
  /** Ports that Services of type NodePort may take. @default - 30000 to 32767 */
  readonly nodePorts?: { readonly from: number; readonly to: number };
}
