import { groupBy } from "../manifest/group-by.ts";
import type { Manifest } from "../manifest/manifest.ts";
import { makesPods } from "../manifest/pod-template.ts";
import type { ClusterToCheck, IndexedCluster, ManifestsOfType } from "./rule.ts";

/** Sorts a cluster's manifests by what rules ask for. */
export const indexCluster = (cluster: ClusterToCheck): IndexedCluster => {
  const byKind = groupBy(cluster.manifests, ({ kind }) => kind);
  const types = [...byKind].flatMap(([kind, ofKind]) => typesOf(kind, ofKind));
  const workloads = types.filter(({ kind }) => makesPods(kind)).flatMap(({ manifests }) => manifests);
  return { ofKind: (kind) => byKind.get(kind) ?? [], types, workloads, ...cluster };
};

const typesOf = (kind: string, ofKind: readonly Manifest[]): readonly ManifestsOfType[] =>
  [...groupBy(ofKind, ({ apiVersion }) => apiVersion)].map(([apiVersion, manifests]) => ({
    apiVersion,
    kind,
    manifests,
  }));
