import { defineFinding, type Finding, type FindingMaker, type Place } from "../finding/finding.ts";
import { isExample } from "../inventory/address.ts";
import type { Inventory } from "../inventory/inventory.ts";

/** Something that holds data, and where it lies. */
interface Stateful {
  /** `volume`, `database` or `secret`. */
  readonly what: string;
  readonly cluster: string;
  readonly namespace: string;
  readonly name: string;
  /** A volume's server and directory, which the API never lets change. */
  readonly source?: string;
}

/** What a program says about names that it had before, and about data that it gives up. */
export interface IdentityChanges {
  /** New cluster name by the old one. */
  readonly clusters: ReadonlyMap<string, string>;
  /** New namespace by `<new cluster>/<old namespace>`. */
  readonly namespaces: ReadonlyMap<string, string>;
  /** New name by `<volume|database|secret> <new cluster>/<new namespace>/<old name>`. */
  readonly names: ReadonlyMap<string, string>;
  /** Identities that may go: `volume lecture/blog/data`, `namespace lecture/blog`, `cluster lecture`. */
  readonly forgotten: ReadonlySet<string>;
}

/** Data that the change would leave behind. */
export const identityLost: FindingMaker<{ identity: string; renames: string }> = defineFinding({
  code: "identity-lost",
  severity: "error",
  says: ({ identity, renames }) =>
    `Cannot drop ${identity}: the committed inventory has it and the program no longer makes it; where it got another name, ` +
    `say renamedFrom: "${renames}" there; where the data may go, say project.forget("${identity}", "why")`,
});

/** A volume that would have to be made anew. */
export const identityMoved: FindingMaker<{ identity: string; before: string; after: string }> = defineFinding({
  code: "identity-moved",
  severity: "error",
  says: ({ identity, before, after }) =>
    `Cannot move ${identity} from ${before} to ${after}: the source of a volume never changes in Kubernetes, and the data stays where it is; ` +
    `go back, or copy the data, delete volume and claim, and say project.forget("${identity}", "why")`,
});

/** Compares what holds data before and after: what is dropped, or given another server or directory, is an error until the program says so. */
export const checkIdentities = (
  before: readonly Inventory[],
  after: readonly Inventory[],
  changes: IdentityChanges,
): readonly Finding[] => {
  const kept = new Map(after.flatMap(statefulOf).map((entry) => [identityOf(entry), entry]));
  const held = before.filter(mayHoldData).flatMap(statefulOf);
  return held.flatMap((old) => {
    if (isForgotten(old, changes.forgotten)) return [];
    const found = kept.get(identityOf(renamed(old, changes)));
    const place: Place = { path: identityOf(old) };
    if (found === undefined) return [identityLost(place, { identity: identityOf(old), renames: old.name })];
    if (found.source === old.source || isRenamed(old, changes)) return [];
    return [identityMoved(place, { identity: identityOf(old), before: old.source ?? "", after: found.source ?? "" })];
  });
};

/** A cluster whose machines nobody has was never brought up: whoever tries an example may change all of it. */
const mayHoldData = ({ machines }: Inventory): boolean => !machines.every(({ address }) => isExample(address));

const statefulOf = ({ name: cluster, volumes, databases, secrets }: Inventory): readonly Stateful[] => [
  ...volumes.map(({ namespace, id, server, path }) => ({
    what: "volume",
    cluster,
    namespace,
    name: id,
    source: `${server.address}:${path}`,
  })),
  ...databases.map(({ namespace, name }) => ({ what: "database", cluster, namespace, name })),
  ...secrets.map(({ namespace, name }) => ({ what: "secret", cluster, namespace, name })),
];

const identityOf = ({ what, cluster, namespace, name }: Stateful): string => `${what} ${cluster}/${namespace}/${name}`;

const isForgotten = (old: Stateful, forgotten: ReadonlySet<string>): boolean =>
  [`cluster ${old.cluster}`, `namespace ${old.cluster}/${old.namespace}`, identityOf(old)].some((identity) =>
    forgotten.has(identity),
  );

const renamed = (old: Stateful, { clusters, namespaces, names }: IdentityChanges): Stateful => {
  const cluster = clusters.get(old.cluster) ?? old.cluster;
  const namespace = namespaces.get(`${cluster}/${old.namespace}`) ?? old.namespace;
  const name = names.get(`${old.what} ${cluster}/${namespace}/${old.name}`) ?? old.name;
  return { ...old, cluster, namespace, name };
};

/** A directory that was renamed has another path: its volume was said to be another's successor. */
const isRenamed = (old: Stateful, changes: IdentityChanges): boolean => renamed(old, changes).name !== old.name;
