import type { Chart } from "cdk8s";
import type { IConstruct } from "constructs";
import { checkCluster } from "../check/check-cluster.ts";
import { checkClaims } from "../check/claim-shared.ts";
import { checkDirectories, type VolumeToCheck } from "../check/directory-claimed-twice.ts";
import { exportLocksOut, exportUnmounted, exportWithoutClients } from "../check/export-clients.ts";
import { checkIdentities } from "../check/identity-guard.ts";
import { checkTables } from "../check/tables-shared.ts";
import type { Cluster } from "../cluster/cluster.ts";
import { DATABASE_USE, VOLUME } from "../cluster/facts.ts";
import { type Finding, isError, type Place } from "../finding/finding.ts";
import { checkMachines } from "../inventory/check-machines.ts";
import { checkNetworks } from "../inventory/check-networks.ts";
import type { Inventory } from "../inventory/inventory.ts";
import { groupBy } from "../manifest/group-by.ts";
import type { Manifest } from "../manifest/manifest.ts";
import { checkDistinctHosts } from "../provisioners/hosts/check-distinct-hosts.ts";
import { checkNfsHost } from "../provisioners/hosts/check-nfs-host.ts";
import { atPath, type OutputFile } from "../text/output-file.ts";
import type { Held } from "../tree/held.ts";
import { placeOf } from "../tree/origin.ts";
import { REPORTED } from "../tree/report.ts";
import { checkDependencies } from "./check-dependencies.ts";
import { checkFolders } from "./check-folders.ts";
import { claimUsesOf } from "./claim-uses.ts";
import { type GatheredHost, gatherHosts } from "./gather-hosts.ts";
import { identityChangesOf } from "./identity-changes.ts";
import { type ManifestInTree, readTree, type TreeReading } from "./read-tree.ts";
import { type ClusterManifests, renderOutput } from "./render-output.ts";
import { resolveInventory } from "./resolve-inventory.ts";
import { type SettledFinding, settleFindings } from "./settle-findings.ts";
import { objectFailed } from "./synth-findings.ts";

/** What the world around the program has to say. */
export interface SynthesisInput {
  /** The inventories that were committed, or that lie on the disk: what holds data today. @default - none: nothing can be lost */
  readonly before?: readonly Inventory[];
}

/** All that a program makes, before anything is written. */
export interface Synthesis {
  /** Without marks; paths relative to the output folder. None while an error stands. */
  readonly files: readonly OutputFile[];
  /** In the order in which they are to be applied. None while an error stands. */
  readonly manifests: readonly ClusterManifests[];
  /** What is wrong or doubtful, and not acknowledged. */
  readonly findings: readonly Finding[];
  readonly settled: readonly SettledFinding[];
  /** Every volume of every cluster, and where it was made. */
  readonly volumes: readonly VolumeToCheck[];
}

/** The same before any text of a manifest is made. */
export interface DraftedSynthesis extends Omit<Synthesis, "files"> {
  /** Without marks. For the time in which the tree stays as it is: their text is made from it whenever it is asked for. */
  readonly drafts: readonly OutputFile[];
}

/** Turns a tree into files: read, resolve, check, settle, render. Touches nothing, neither the tree nor the disk. */
export const synthesize = (project: IConstruct, input: SynthesisInput = {}): Synthesis => {
  const { drafts, ...synthesis } = draft(project, input);
  return { files: drafts.map((file) => atPath(file.path, file)), ...synthesis };
};

/** All of the synthesis but for the texts of manifests. */
export const draft = (project: IConstruct, input: SynthesisInput = {}): DraftedSynthesis => {
  const tree = readTree(project);
  const byRoot = groupBy(tree.manifests, ({ root }) => root);
  const clusters = tree.clusters.map((cluster) => ({
    cluster,
    inventory: resolveInventory(cluster, tree.below(cluster).facts),
  }));
  const hosts = gatherHosts(tree);
  const volumes = volumesOf(tree);
  const found = [
    ...tree.facts.of(REPORTED).map(({ value }) => value),
    ...tree.findings,
    ...checkDependencies(tree),
    ...checkFolders(tree, hosts),
    ...clusters.flatMap((entry) => checkResolved(entry, tree, byRoot)),
    ...checkLooseCharts(byRoot),
    ...hosts.flatMap((host) => checkHost(host, tree)),
    ...checkDistinctHosts(
      hosts.map(({ construct, host }) => ({ host, place: placeOf(construct) })),
      clusters.map(({ inventory }) => inventory.volumes.map(({ server }) => server.name)),
    ),
    ...checkDirectories(volumes),
    ...checkIdentities(
      input.before ?? [],
      clusters.map(({ inventory }) => inventory),
      identityChangesOf(tree),
    ),
  ];
  const { findings, settled, acknowledgedFor } = settleFindings(tree.facts, found);
  const inventories = new Map(
    clusters.map(({ cluster, inventory }) => [cluster, { ...inventory, acknowledged: acknowledgedFor(cluster) }]),
  );
  // What is wrong may have no text at all: a machine without an address, say.
  const hasErrors = findings.some(isError);
  const output = hasErrors ? { drafts: [], manifests: [] } : renderOutput(tree, inventories, hosts);
  return { ...output, findings, settled, volumes };
};

interface ResolvedCluster {
  readonly cluster: Cluster;
  readonly inventory: Inventory;
}

/** Manifests by the cluster, or the outermost chart, that they stand in. */
type ByRoot = ReadonlyMap<Chart, readonly ManifestInTree[]>;

const checkResolved = (
  { cluster, inventory }: ResolvedCluster,
  tree: TreeReading,
  byRoot: ByRoot,
): readonly Finding[] => {
  const about = placeOf(cluster);
  const { provisioner } = cluster;
  const below = tree.below(cluster);
  const manifests = byRoot.get(cluster) ?? [];
  return [
    ...checkMachines(inventory, about),
    ...checkNetworks(Object.assign({}, inventory, { nodeCidrMaskSize: provisioner.nodeCidrMaskSize }), about),
    ...provisioner.check(inventory, about),
    ...checkTables(tablesIn(below)),
    ...checkClaims(claimUsesOf(below.facts, manifests)),
    ...checkManifests(manifests, inventory),
  ];
};

/** Charts that stand in no cluster: each by itself, since each has a folder of its own. */
const checkLooseCharts = (byRoot: ByRoot): readonly Finding[] =>
  [...byRoot.values()]
    .filter(([first]) => first?.cluster === undefined)
    .flatMap((entries) => checkManifests(entries, undefined));

const checkManifests = (entries: readonly ManifestInTree[], inventory: Inventory | undefined): readonly Finding[] => {
  const manifests = entries.map(({ asTaken }) => asTaken);
  let places: Map<Manifest, IConstruct> | undefined;
  const placeOfManifest = (manifest: Manifest): Place => {
    places ??= new Map(entries.map(({ asTaken, object }) => [asTaken, object]));
    const object = places.get(manifest);
    return object === undefined ? { path: "" } : placeOf(object);
  };
  return checkCluster({ inventory, manifests, placeOf: placeOfManifest });
};

const checkHost = (gathered: GatheredHost, { findings }: TreeReading): readonly Finding[] => {
  const { construct, host, declared, withoutClients, lockingOut } = gathered;
  // What could not be read may be what mounts it.
  const unmounted = findings.some(({ code }) => code === objectFailed.code) ? [] : gathered.unmounted;
  const about = placeOf(construct);
  return [
    ...checkNfsHost(host, declared, about),
    ...unmounted.map((path) => exportUnmounted(about, { path, server: host.name })),
    ...withoutClients.map(({ path, isStated }) => exportWithoutClients(about, { path, server: host.name, isStated })),
    ...lockingOut.map(({ path, machines }) =>
      exportLocksOut(about, { path, server: host.name, machines: machines.join(", ") }),
    ),
  ];
};

const tablesIn = ({ facts }: Held) =>
  facts.of(DATABASE_USE).map(({ construct, value }) => ({ place: placeOf(construct), ...value }));

const volumesOf = ({ facts }: TreeReading): readonly VolumeToCheck[] =>
  facts.of(VOLUME).map(({ construct, value }) => ({ volume: value.record, place: placeOf(construct) }));
