import type { IConstruct } from "constructs";
import { type ContextKey, contextKey, tryReadContext } from "../tree/context.ts";
import type { ObjectOfKind } from "../tree/referenced-object.ts";

/** What every workload of a cluster gets that our constructs make. */
export interface WorkloadDefaults {
  /** Registry that mirrors the images: `registry.example.net/mirror`, put before every image that names no registry. @default - none: images as they are named */
  readonly registry?: string;
  /**
   * Secrets by which the nodes pull images, in the namespace of each pod: their names, or what a library imports by name. A
   * workload's own `imagePullSecrets` take their place. @default - none
   */
  readonly imagePullSecrets?: readonly (string | ObjectOfKind)[];
  /** Further labels of objects and pods; selectors do not have them. @default - none */
  readonly labels?: Readonly<Record<string, string>>;
}

/** What workloads read their cluster's defaults from. */
export const WORKLOAD_DEFAULTS: ContextKey<WorkloadDefaults> = contextKey("workload-defaults");

/** The workload defaults around a construct. */
export const workloadDefaultsOf = (construct: IConstruct): WorkloadDefaults =>
  tryReadContext(construct, WORKLOAD_DEFAULTS) ?? {};
