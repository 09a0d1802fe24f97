/** What a machine does in its cluster, in RKE's words. */
export type Role = "controlplane" | "etcd" | "worker";

/** Every role, in the order in which they are written. */
export const ROLES: readonly Role[] = ["controlplane", "etcd", "worker"];

/** A machine of a cluster, with every default filled in. */
export interface Machine {
  /** The Kubernetes node's name; a DNS subdomain (RFC 1123). */
  readonly name: string;
  /** Address or host name by which the provisioner reaches it. */
  readonly address: string;
  /** Address by which the machines reach each other. @default - the same as `address` */
  readonly internalAddress?: string | undefined;
  readonly roles: readonly Role[];
  readonly labels: Readonly<Record<string, string>>;
  readonly taints: readonly Taint[];
  /** Failure domain, written as the label topology.kubernetes.io/zone. @default - none */
  readonly zone?: string | undefined;
  readonly ssh: SshAccess;
}

/** How the provisioner logs in. */
export interface SshAccess {
  readonly user: string;
  readonly port: number;
  /** Path of the private key on the machine that runs the provisioner. */
  readonly keyPath: string;
}

/** Keeps pods that do not tolerate it off a machine. */
export interface Taint {
  readonly key: string;
  readonly value?: string | undefined;
  readonly effect: "NoSchedule" | "PreferNoSchedule" | "NoExecute";
}
