import type { Chart } from "cdk8s";
import type { Manifest } from "../manifest/manifest.ts";
import type { ManifestInTree } from "./read-tree.ts";

/** Manifests by the cluster, or the outermost chart, that they stand in, in their order. */
export const groupByRoot = (manifests: readonly ManifestInTree[]): ReadonlyMap<Chart, readonly Manifest[]> => {
  const byRoot = new Map<Chart, Manifest[]>();
  for (const { root, manifest } of manifests) {
    const there = byRoot.get(root);
    if (there === undefined) byRoot.set(root, [manifest]);
    else there.push(manifest);
  }
  return byRoot;
};
