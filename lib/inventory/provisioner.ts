import type { Finding, Place } from "../finding/finding.ts";
import type { OutputFile } from "../text/output-file.ts";
import type { IngressController, Inventory, Networks } from "./inventory.ts";
import type { JumpHost } from "./jump-host.ts";

/**
 * What turns machines into a cluster. Everything is a function of the inventory; nothing reads a disk or the clock.
 * `K` is the union of the Kubernetes versions that it can install.
 */
export interface Provisioner<K extends string = string> {
  /** `rke`. */
  readonly name: string;
  readonly release: string;
  /** Minor versions of Kubernetes that this release installs, oldest first: `1.30`. */
  readonly kubernetes: readonly K[];
  /** Address ranges and ingress of a cluster whose program states none, with their source in words. */
  readonly defaults: ProvisionerDefaults;
  /** Prefix length of each machine's part of the pods' range, where the program states it. @default - Kubernetes' own: 24, of IPv6 64 */
  readonly nodeCidrMaskSize?: number | undefined;
  /** What it logs in through to every machine. @default - it reaches them itself */
  readonly jumpHost?: JumpHost | undefined;
  /** What this provisioner cannot do with the cluster, or would do to its harm. */
  check(inventory: Inventory, about: Place): readonly Finding[];
  /** Its files, with paths relative to the cluster's folder. */
  render(inventory: Inventory): readonly OutputFile[];
  /** The commands of the cluster's README that bring it up, in order. */
  runBook(inventory: Inventory): readonly RunBookStep[];
}

/** What a provisioner fills in, and why. */
export interface ProvisionerDefaults {
  readonly networks: Networks;
  readonly ingress: IngressController | undefined;
  /** `RKE 1.8.14's default`. */
  readonly source: string;
}

/** A step of the run-book: a sentence, and the commands to type. */
export interface RunBookStep {
  readonly title: string;
  readonly text: string;
  readonly commands: readonly string[];
}
