import type { Finding, Place } from "../finding/finding.ts";
import type { Inventory } from "../inventory/inventory.ts";
import type { Manifest } from "../manifest/manifest.ts";

/** A cluster as rules see it: its machines' half and its manifests, as data. */
export interface ClusterToCheck {
  /** Undefined for manifests that belong to no cluster known here. */
  readonly inventory: Inventory | undefined;
  readonly manifests: readonly Manifest[];
  /** Where a manifest came from. */
  readonly placeOf: (manifest: Manifest) => Place;
}

/** The manifests of one kind in one API version, in their order. */
export interface ManifestsOfType {
  readonly apiVersion: string;
  readonly kind: string;
  readonly manifests: readonly Manifest[];
}

/** The same, with its manifests by type: most rules are about few of them, and what holds for a type is looked up once. */
export interface IndexedCluster extends ClusterToCheck {
  readonly types: readonly ManifestsOfType[];
  /** The manifests that make pods. */
  readonly workloads: readonly Manifest[];
  /** The manifests of a kind, of whatever API version, in their order. */
  readonly ofKind: (kind: string) => readonly Manifest[];
}

/** Looks for one kind of mistake. */
export type Rule = (cluster: IndexedCluster) => readonly Finding[];
