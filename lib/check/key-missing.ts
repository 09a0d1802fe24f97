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
  return cluster.manifests.flatMap((manifest) => {
    const pod = tryFindPodSpec(manifest);
    const { namespace, name } = manifest.metadata;
    const missing = (pod === undefined ? [] : keysOf(pod)).flatMap(({ kind, name: holder, key }) => {
      const keys = holders.get(`${kind} ${namespace}/${holder}`);
      if (keys === undefined || keys.size === 0 || keys.has(key)) return [];
      return [{ holder: `${kind} ${holder}`, key, allowed: [...keys].toSorted().join(", ") }];
    });
    const once = new Map(missing.map((found) => [`${found.holder} ${found.key}`, found]));
    return [...once.values()].map((found) =>
      keyMissing(cluster.placeOf(manifest), { workload: `${manifest.kind} ${name}`, ...found }),
    );
  });
};

const holdersOf = ({ manifests, inventory }: ClusterToCheck): ReadonlyMap<string, ReadonlySet<string>> => {
  const holders = new Map<string, Set<string>>();
  const add = (holder: string, keys: readonly string[]): void => {
    holders.set(holder, new Set([...(holders.get(holder) ?? []), ...keys]));
  };
  for (const { namespace, name, keys } of inventory?.secrets ?? []) add(`Secret ${namespace}/${name}`, keys);
  for (const manifest of manifests) {
    const { kind, apiVersion, metadata } = manifest;
    if (apiVersion !== "v1" || (kind !== "Secret" && kind !== "ConfigMap") || isFilled(manifest)) continue;
    add(
      `${kind} ${metadata.namespace}/${metadata.name}`,
      ["data", "stringData", "binaryData"].flatMap(keysIn(manifest)),
    );
  }
  return holders;
};

const keysIn =
  (manifest: Manifest) =>
  (member: string): readonly string[] =>
    Object.keys(manifest[member] ?? {});

/** The token of a ServiceAccount, whose keys a controller adds. */
const isFilled = ({ type }: Manifest): boolean => type === "kubernetes.io/service-account-token";
