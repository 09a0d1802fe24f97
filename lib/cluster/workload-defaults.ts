import type { IConstruct } from "constructs";
import { inWords } from "../finding/in-words.ts";
import { type ContextKey, contextKey, tryReadContext } from "../tree/context.ts";
import type { ObjectOfKind } from "../tree/referenced-object.ts";
import { takeLabels } from "./take-labels.ts";
import { checkProp, isMapping, nameInWords, type PropRule, takeProp } from "./take-prop.ts";

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

/** Takes a cluster's workload defaults, of a program that nobody type-checked. */
export const takeWorkloadDefaults = (cluster: IConstruct, given: WorkloadDefaults): WorkloadDefaults => {
  const mapping = { takes: isMapping, allowed: "a mapping of registry, imagePullSecrets and labels" };
  const defaults = takeProp(cluster, mapping, { prop: "workloadDefaults", value: given, instead: {} });
  checkProp(cluster, REGISTRY, { prop: "workloadDefaults.registry", value: defaults.registry });
  const { imagePullSecrets, labels, ...rest } = defaults;
  const others = Object.assign(rest, { labels: takeLabels(cluster, "workloadDefaults.labels", labels) });
  if (imagePullSecrets === undefined) return others;
  const prop = "workloadDefaults.imagePullSecrets";
  return Object.assign(others, {
    imagePullSecrets: takeProp(cluster, PULL_SECRETS, { prop, value: imagePullSecrets, instead: [] }),
  });
};

const REGISTRY: PropRule = {
  takes: (registry) =>
    registry === undefined ||
    (typeof registry === "string" &&
      /^(?:[\w.-]+|\[[\da-f:]+\])(?::\d+)?(?:\/[a-z\d]+(?:[._-]+[a-z\d]+)*)*$/i.test(registry)),
  allowed: "a registry without a scheme, and with no slash at its end, such as registry.example.net/mirror",
  // What stands before the @ may be a password.
  says: (registry) => (typeof registry === "string" && registry.includes("@") ? "a text with an @" : inWords(registry)),
};

/** What `imagePullSecrets` takes, a cluster's and a workload's own. */
export const PULL_SECRETS: PropRule = {
  takes: Array.isArray,
  allowed: 'a list of Secrets or of their names, such as ["regcred"]',
  says: nameInWords,
};

/** The workload defaults around a construct. */
export const workloadDefaultsOf = (construct: IConstruct): WorkloadDefaults =>
  tryReadContext(construct, WORKLOAD_DEFAULTS) ?? {};
