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

/** Looks for one kind of mistake. */
export type Rule = (cluster: ClusterToCheck) => readonly Finding[];
