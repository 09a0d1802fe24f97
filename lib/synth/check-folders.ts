import type { Finding } from "../finding/finding.ts";
import { flawOfName } from "../text/portable-name.ts";
import { placeOf } from "../tree/origin.ts";
import { folderOfRoot } from "./folder-of-root.ts";
import type { GatheredHost } from "./gather-hosts.ts";
import type { TreeReading } from "./read-tree.ts";
import { clusterName, folderClaimedTwice } from "./synth-findings.ts";

/** Finds clusters, servers and charts whose folders of the output would be one. */
export const checkFolders = (tree: TreeReading, hosts: readonly GatheredHost[]): readonly Finding[] => {
  const loose = new Set(tree.manifests.filter(({ cluster }) => cluster === undefined).map(({ root }) => root));
  const claims = [
    ...[...tree.clusters, ...loose].map((root) => ({ folder: folderOfRoot(root), construct: root })),
    ...hosts.map(({ construct, host }) => ({ folder: `hosts/${host.name}`, construct })),
  ];
  const invalid = tree.clusters
    .filter(({ clusterName: name }) => !CLUSTER_NAME.test(name) || name === "hosts" || flawOfName(name) !== undefined)
    .map((cluster) => clusterName(placeOf(cluster), { cluster: cluster.clusterName }));
  const claimed = new Map<string, string>();
  const doubled = claims.flatMap(({ folder, construct }) => {
    const others = claimed.get(folder);
    const { path } = construct.node;
    claimed.set(folder, others === undefined ? path : `${others}, ${path}`);
    return others === undefined ? [] : [folderClaimedTwice(placeOf(construct), { folder, others })];
  });
  return [...invalid, ...doubled];
};

/** A DNS label: the name stands in kubeconfigs, and is a folder's. */
const CLUSTER_NAME = /^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/;
