import { defineFinding, type FindingMaker } from "../finding/finding.ts";
import { keysOf } from "../manifest/keys-of-pod.ts";
import type { Manifest } from "../manifest/manifest.ts";
import { tryFindPodSpec } from "../manifest/pod-template.ts";
import type { IndexedCluster, Rule } from "./rule.ts";

/** A pod that waits for a key for ever. */
export const keyMissing: FindingMaker<{ workload: string; holder: string; key: string; allowed: string }> =
  defineFinding({
    code: "key-missing",
    severity: "error",
    says: ({ workload, holder, key, allowed }) =>
      `Cannot start ${workload}: it needs key "${key}" of ${holder}, which has ${allowed}; give it the key, or name one that it has`,
  });

/**
 * Finds keys that pods need and that the Secret or ConfigMap of the same program does not have. What the program does not make,
 * and what a controller may fill, is left alone.
 */
export const checkKeys: Rule = (cluster) => {
  const holders = holdersOf(cluster);
  if (holders.size === 0) return [];
  return cluster.workloads.flatMap((manifest) => {
    const pod = tryFindPodSpec(manifest);
    if (pod === undefined) return [];
    const { namespace, name } = manifest.metadata;
    const missing = new Map<string, { holder: string; key: string; allowed: string }>();
    for (const { kind, name: of, key } of keysOf(pod)) {
      const keys = holders.get(`${kind} ${namespace}/${of}`);
      if (keys === undefined || keys.size === 0 || keys.has(key)) continue;
      missing.set(`${kind} ${of} ${key}`, { holder: `${kind} ${of}`, key, allowed: [...keys].toSorted().join(", ") });
    }
    return [...missing.values()].map((found) =>
      keyMissing(cluster.placeOf(manifest), { workload: `${manifest.kind} ${name}`, ...found }),
    );
  });
};

/** What the program makes, with its keys: `Secret blog/mariadb`. */
const holdersOf = ({ ofKind, inventory }: IndexedCluster): ReadonlyMap<string, ReadonlySet<string>> => {
  const holders = new Map<string, Set<string>>();
  const add = (holder: string, keys: readonly string[]): void => {
    const known = holders.get(holder);
    if (known === undefined) holders.set(holder, new Set(keys));
    else for (const key of keys) known.add(key);
  };
  for (const { namespace, name, keys } of inventory?.secrets ?? []) add(`Secret ${namespace}/${name}`, keys);
  const made = ["Secret", "ConfigMap"].flatMap(ofKind).filter(({ apiVersion }) => apiVersion === "v1");
  for (const manifest of made) {
    for (const member of ["data", "stringData", "binaryData"])
      add(holderName(manifest), Object.keys(manifest[member] ?? {}));
  }
  for (const manifest of made) if (mayBeFilled(manifest)) holders.delete(holderName(manifest));
  for (const manifest of ofKind("ExternalSecret")) holders.delete(targetOf(manifest));
  return holders;
};

const holderName = ({ kind, metadata }: Manifest): string => `${kind} ${metadata.namespace}/${metadata.name}`;

/** The token of a ServiceAccount gets its keys from a controller; annotations and labels of others ask controllers for theirs. */
const mayBeFilled = ({ type, metadata }: Manifest): boolean =>
  type === "kubernetes.io/service-account-token" ||
  ["annotations", "labels"].some((member) => Object.keys(metadata[member] ?? {}).some((key) => !DESCRIBES.test(key)));

/** What tells people and tools where an object belongs, and asks nobody for anything. */
const DESCRIBES =
  /^(?:app|release|chart|heritage|tier|component|environment)$|^(?:app\.kubernetes\.io|helm\.sh|cdk8s\.io)\//;

/** The Secret that the External Secrets Operator writes to. */
const targetOf = ({ metadata, spec }: Manifest): string => {
  const { target } = (spec ?? {}) as { readonly target?: { readonly name?: string } };
  return `Secret ${metadata.namespace}/${target?.name ?? metadata.name}`;
};
