import type { IConstruct } from "constructs";
import { type DeclaredExport, EXPORT, type MountedVolume, VOLUME } from "../cluster/facts.ts";
import { NFS_SERVER, type NfsServerFact } from "../cluster/nfs-server.ts";
import { tryParseNetwork } from "../inventory/address.ts";
import type { Machine } from "../inventory/machine.ts";
import type { NfsClient, NfsExport, NfsHost, OwnedDirectory } from "../inventory/nfs-host.ts";
import { groupBy } from "../manifest/group-by.ts";
import type { Manifest } from "../manifest/manifest.ts";
import { mountingPods } from "../topology/mounting-pods.ts";
import { placementOn } from "../topology/placement-on.ts";
import { factsOf, type StatedFact } from "../tree/fact.ts";
import type { TreeReading } from "./read-tree.ts";

/** A server, with what it exports and what it declared in vain. */
export interface GatheredHost {
  readonly construct: IConstruct;
  readonly host: NfsHost;
  /** Every path that was declared, mounted or not. */
  readonly declared: readonly string[];
  /** Declared and mounted by nothing: no line is written, since one without clients is open to the world. */
  readonly unmounted: readonly string[];
  /** Mounted by pods that no machine can run. */
  readonly withoutClients: readonly string[];
}

/** Gathers every server's exports over all clusters: the machines that can run the pods that mount a directory may mount it, and no other. */
export const gatherHosts = (tree: TreeReading): readonly GatheredHost[] => {
  const mounted = groupBy(mountedVolumes(tree), ({ volume }) => keyOf(volume.record.server.name, volume.exported));
  return tree.facts.of(NFS_SERVER).map((server) => gatherHost(server, mounted));
};

/** Volumes by the exported directory that they lie in. */
type MountedByExport = ReadonlyMap<string, readonly Mounted[]>;

const keyOf = (server: string, exported: string): string => JSON.stringify([server, exported]);

/** A volume, and the machines that can run what mounts it. */
interface Mounted {
  readonly volume: MountedVolume;
  readonly isMounted: boolean;
  readonly machines: readonly Machine[];
}

const mountedVolumes = ({ clusters, below, manifests }: TreeReading): readonly Mounted[] => {
  const stated = clusters.map((cluster) => ({ cluster, volumes: below(cluster).facts.of(VOLUME) }));
  const mounting = stated.filter(({ volumes }) => volumes.length > 0);
  const byCluster = groupBy(mounting.length === 0 ? [] : manifests, ({ cluster }) => cluster);
  return mounting.flatMap(({ cluster, volumes }) => {
    const machines = cluster.machines.map((machine) => ({ machine, runs: placementOn(machine) }));
    const pods = podsByClaim((byCluster.get(cluster) ?? []).map(({ asTaken }) => asTaken));
    return volumes.map(({ value: volume }) => {
      const mounts = pods.get(`${volume.record.namespace}/${volume.record.claim}`) ?? [];
      const able = machines.filter(({ runs }) => mounts.some(({ pod }) => runs(pod)));
      return { volume, isMounted: mounts.length > 0, machines: able.map(({ machine }) => machine) };
    });
  });
};

/** By namespace and name of the claim. */
const podsByClaim = (manifests: readonly Manifest[]) =>
  groupBy(
    mountingPods(manifests).flatMap(({ namespace, claims, pod }) =>
      claims.map((claim) => ({ claim: `${namespace}/${claim}`, pod })),
    ),
    ({ claim }) => claim,
  );

const gatherHost = ({ construct, value }: StatedFact<NfsServerFact>, mounted: MountedByExport): GatheredHost => {
  const declared = mergeDeclared(factsOf(construct, EXPORT));
  const exports: NfsExport[] = [];
  const unmounted: string[] = [];
  const withoutClients: string[] = [];
  for (const { path, clients } of declared) {
    const volumes = mounted.get(keyOf(value.name, path)) ?? [];
    const line = exportOf(path, volumes, clients ?? addressesOf(volumes, value));
    if (line.clients.length > 0 && volumes.length > 0) exports.push(line);
    else (volumes.some(({ isMounted }) => isMounted) ? withoutClients : unmounted).push(path);
  }
  const host = { name: value.name, address: value.address, exports };
  return { construct, host, declared: declared.map(({ path }) => path), unmounted, withoutClients };
};

/** One declaration for each path, in the order of the paths; clients stated twice add up. */
const mergeDeclared = (declared: readonly DeclaredExport[]): readonly DeclaredExport[] => {
  const byPath = new Map<string, DeclaredExport>();
  for (const { path, clients } of declared) {
    const before = byPath.get(path)?.clients;
    byPath.set(path, { path, clients: before === undefined ? clients : [...before, ...(clients ?? [])] });
  }
  return [...byPath.values()].toSorted((a, b) => (a.path < b.path ? -1 : 1));
};

const addressesOf = (volumes: readonly Mounted[], { sees }: NfsServerFact): readonly string[] =>
  volumes.flatMap(({ machines }) =>
    machines.map(({ address, internalAddress }) => (sees === "public" ? address : (internalAddress ?? address))),
  );

/** By number, so that the order in which a program makes its clusters moves nothing. What is no address comes last. */
const compareAddresses = (a: string, b: string): number => {
  const [first, second] = [tryParseNetwork(a), tryParseNetwork(b)];
  if (first === undefined || second === undefined) return Number(first === undefined) - Number(second === undefined);
  if (first.isIPv4 !== second.isIPv4) return first.isIPv4 ? -1 : 1;
  return first.first < second.first ? -1 : first.first > second.first ? 1 : first.prefix - second.prefix;
};

const exportOf = (path: string, volumes: readonly Mounted[], addresses: readonly string[]): NfsExport => {
  const isReadOnly = volumes.every(({ volume }) => volume.record.accessMode === "ReadOnlyMany");
  const options = [isReadOnly ? "ro" : "rw", "sync", "no_subtree_check", "root_squash"];
  return {
    path,
    clients: [...new Set(addresses)].toSorted(compareAddresses).map((address): NfsClient => ({ address, options })),
    directories: directoriesOf(volumes),
  };
};

const directoriesOf = (volumes: readonly Mounted[]): readonly OwnedDirectory[] => {
  const directories = volumes.map(({ volume }) => ({ path: volume.record.path, ...volume.owner }));
  const byPath = new Map(directories.map((directory) => [directory.path, directory]));
  return [...byPath.values()].toSorted((a, b) => (a.path < b.path ? -1 : 1));
};
