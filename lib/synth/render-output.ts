import type { Chart } from "cdk8s";
import type { Cluster } from "../cluster/cluster.ts";
import { BY_HAND } from "../cluster/facts.ts";
import type { Inventory } from "../inventory/inventory.ts";
import { fileName } from "../manifest/file-name.ts";
import { groupBy } from "../manifest/group-by.ts";
import { identityOf } from "../manifest/identity.ts";
import { lastOfEach } from "../manifest/last-of-each.ts";
import type { Manifest } from "../manifest/manifest.ts";
import { sortedCopy } from "../manifest/sorted-manifest.ts";
import { renderNfsHost } from "../provisioners/hosts/render-nfs-host.ts";
import { compareText } from "../text/compare-text.ts";
import { atPath, type OutputFile } from "../text/output-file.ts";
import type { Held } from "../tree/held.ts";
import { folderOfRoot } from "./folder-of-root.ts";
import { formerObjectsOf } from "./former-objects-of.ts";
import type { GatheredHost } from "./gather-hosts.ts";
import type { TreeReading } from "./read-tree.ts";
import { renderInventory } from "./render-inventory.ts";
import { inFolderOrder, renderManifests } from "./render-manifests.ts";
import { renderReadme } from "./render-readme.ts";
import { renderSecretsScript } from "./render-secrets-script.ts";

/** The manifests of a cluster, or of a chart that stands in none. */
export interface ClusterManifests {
  /** The folder of their files. */
  readonly folder: string;
  readonly manifests: readonly Manifest[];
  /** Names of the NFS servers that it mounts. */
  readonly servers: readonly string[];
}

/** Every file of the output: servers, clusters, charts that stand in no cluster. */
export const renderOutput = (
  tree: TreeReading,
  inventories: ReadonlyMap<Cluster, Inventory>,
  hosts: readonly GatheredHost[],
): { readonly drafts: readonly OutputFile[]; readonly manifests: readonly ClusterManifests[] } => {
  const entries = groupBy(tree.manifests, ({ root }) => root);
  const byRoot = new Map([...entries].map(([root, own]) => [root, lastOfEach(own.map(({ manifest }) => manifest))]));
  const clusters = [...inventories].map(([cluster, inventory]) =>
    renderCluster({ cluster, inventory, hosts, manifests: byRoot.get(cluster) ?? [], below: tree.below(cluster) }),
  );
  const own = new Set<Chart>(tree.clusters);
  const charts = [...byRoot].filter(([root]) => !own.has(root));
  const groups = [
    ...[...inventories].map(([cluster, { name, volumes }]) => ({
      folder: name,
      manifests: byRoot.get(cluster) ?? [],
      servers: [...new Set(volumes.map(({ server }) => server.name))],
    })),
    ...charts.map(([chart, manifests]) => ({ folder: folderOfRoot(chart), manifests, servers: [] })),
  ];
  return {
    drafts: [
      ...hosts.flatMap(({ host }) => renderNfsHost(host).map((file) => inFolder(`hosts/${host.name}`, file))),
      ...clusters.flat(),
      ...groups.flatMap(({ folder, manifests }) => renderManifests(`${folder}/manifests`, manifests)),
    ],
    manifests: groups.map(({ folder, manifests, servers }) => {
      let copies: readonly Manifest[] | undefined;
      return {
        folder,
        servers,
        get manifests() {
          copies ??= inFolderOrder(manifests).map(sortedCopy);
          return copies;
        },
      };
    }),
  };
};

interface ClusterParts {
  readonly cluster: Cluster;
  readonly inventory: Inventory;
  readonly hosts: readonly GatheredHost[];
  readonly manifests: readonly Manifest[];
  readonly below: Held;
}

/** What stands in a cluster's folder beside its manifests. */
const renderCluster = ({ cluster, inventory, hosts, manifests, below }: ClusterParts): readonly OutputFile[] => {
  const mounted = new Set(inventory.volumes.map(({ server }) => server.name));
  const servers = hosts.map(({ host }) => host).filter(({ name, exports }) => mounted.has(name) && exports.length > 0);
  const { provisioner } = cluster;
  const files: readonly OutputFile[] = [
    {
      path: "README.md",
      text: renderReadme({
        inventory,
        servers,
        objects: manifests.length,
        jumpHost: provisioner.jumpHost,
        provisioning: provisioner.runBook(inventory),
        former: formerObjectsOf(below, manifests),
        byHand: byHandOf(below),
      }),
    },
    { path: "inventory.json", text: renderInventory(inventory) },
    ...provisioner.render(inventory),
    ...secretFiles(inventory, manifests),
  ];
  return files.map((file) => inFolder(inventory.name, file));
};

/** Names first, then certificates, then visits; of each kind in the order of their letters. */
const byHandOf = ({ facts }: Held): readonly string[] => {
  const steps = facts.of(BY_HAND).map(({ value }) => value);
  const sorted = steps.toSorted((a, b) => a.after - b.after || compareText(a.says, b.says));
  return [...new Set(sorted.map(({ says }) => says))];
};

const secretFiles = (inventory: Inventory, manifests: readonly Manifest[]): readonly OutputFile[] => {
  if (inventory.secrets.length === 0) return [];
  const namespaces = manifests.filter(({ apiVersion, kind }) => apiVersion === "v1" && kind === "Namespace");
  const files = new Map(
    namespaces.map((object) => [object.metadata.name, `manifests/cluster/${fileName(identityOf(object))}`]),
  );
  return [{ path: "secrets.sh", text: renderSecretsScript(inventory, files), executable: true }];
};

const inFolder = (folder: string, file: OutputFile): OutputFile => atPath(`${folder}/${file.path}`, file);
