import { defineFinding, type FindingMaker } from "../finding/finding.ts";
import { keysOf } from "../manifest/keys-of-pod.ts";
import type { Manifest } from "../manifest/manifest.ts";
import { tryFindPodSpec } from "../manifest/pod-template.ts";
import type { ClusterToCheck, Rule } from "./rule.ts";

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
 * and what holds nothing here because a controller fills it, is left alone.
 */
export const checkKeys: Rule = (cluster) => {
  const holders = holdersOf(cluster);
  if (holders.size === 0) return [];
  return cluster.manifests.flatMap((manifest) => {
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
const holdersOf = ({ manifests, inventory }: ClusterToCheck): ReadonlyMap<string, ReadonlySet<string>> => {
  const holders = new Map<string, Set<string>>();
  const add = (holder: string, keys: readonly string[]): void => {
    const known = holders.get(holder);
    if (known === undefined) holders.set(holder, new Set(keys));
    else for (const key of keys) known.add(key);
  };
  for (const { namespace, name, keys } of inventory?.secrets ?? []) add(`Secret ${namespace}/${name}`, keys);
  for (const manifest of manifests) {
    const { kind, apiVersion, metadata } = manifest;
    if (apiVersion !== "v1" || (kind !== "Secret" && kind !== "ConfigMap") || isFilled(manifest)) continue;
    for (const member of ["data", "stringData", "binaryData"])
      add(`${kind} ${metadata.namespace}/${metadata.name}`, Object.keys(manifest[member] ?? {}));
  }
  return holders;
};

/** The token of a ServiceAccount, whose keys a controller adds. */
const isFilled = ({ type }: Manifest): boolean => type === "kubernetes.io/service-account-token";
