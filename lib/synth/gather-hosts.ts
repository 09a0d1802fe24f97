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
import { lockedOut } from "./locked-out.ts";
import type { TreeReading } from "./read-tree.ts";

/** A server, with what it exports and what it declared in vain. */
export interface GatheredHost {
  readonly construct: IConstruct;
  readonly host: NfsHost;
  /** Every path that was declared, mounted or not. */
  readonly declared: readonly string[];
  /** Declared and mounted by nothing: no line is written, since one without clients is open to the world. */
  readonly unmounted: readonly string[];
  /** Mounted by pods that no machine can run, or with a list of no clients. */
  readonly withoutClients: readonly ClientlessExport[];
  /** Whose clients leave out machines that can run the pods which mount it. */
  readonly lockingOut: readonly LockingExport[];
}

/** An export that nobody could mount. */
export interface ClientlessExport {
  readonly path: string;
  /** The program states the clients: none. */
  readonly isStated: boolean;
}

/** An export, and machines that are to mount it and may not, by the addresses that the server sees. */
export interface LockingExport {
  readonly path: string;
  readonly machines: readonly string[];
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
  const withoutClients: ClientlessExport[] = [];
  const lockingOut: LockingExport[] = [];
  for (const { path, stated, takesMachines } of declared) {
    const volumes = mounted.get(keyOf(value.name, path)) ?? [];
    const seen = addressesOf(volumes, value);
    const line = exportOf(path, volumes, takesMachines ? [...stated, ...seen] : stated);
    if (line.clients.length === 0 || volumes.length === 0) {
      if (volumes.some(({ isMounted }) => isMounted)) withoutClients.push({ path, isStated: !takesMachines });
      else unmounted.push(path);
      continue;
    }
    exports.push(line);
    const machines = takesMachines ? [] : lockedOut(stated, seen).toSorted(compareAddresses);
    if (machines.length > 0) lockingOut.push({ path, machines });
  }
  const host = { name: value.name, address: value.address, exports };
  return { construct, host, declared: declared.map(({ path }) => path), unmounted, withoutClients, lockingOut };
};

/** What all declarations of a path come to. */
interface MergedExport {
  readonly path: string;
  readonly stated: readonly string[];
  /** One of them leaves the clients to be found: the machines that run its pods. */
  readonly takesMachines: boolean;
}

/** One for each path, in the order of the paths; what several of them let in is let in. */
const mergeDeclared = (declared: readonly DeclaredExport[]): readonly MergedExport[] => {
  const byPath = groupBy(declared, ({ path }) => path);
  return [...byPath]
    .map(([path, all]) => ({
      path,
      stated: all.flatMap(({ clients }) => clients ?? []),
      takesMachines: all.some(({ clients }) => clients === undefined),
    }))
    .toSorted((a, b) => (a.path < b.path ? -1 : 1));
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
