import { type Cluster, defaultsOf } from "../cluster/cluster.ts";
import { DATABASE, EXPECTED, RENAMED, SECRET, VOLUME, VOLUME_USE } from "../cluster/facts.ts";
import { Namespace } from "../cluster/namespace.ts";
import type { ExpectedObject, Inventory, SecretRecord, VolumeRecord } from "../inventory/inventory.ts";
import { groupBy } from "../manifest/group-by.ts";
import { compareText } from "../text/compare-text.ts";
import { cdk8s } from "../tree/cdk8s.ts";
import { type FactKind, type Facts, factsOf } from "../tree/fact.ts";
import { namespaceOf } from "../tree/referenced-object.ts";

/** A cluster as plain data: what it resolved of itself, and the facts that stand below it. */
export const resolveInventory = (cluster: Cluster, facts: Facts): Inventory => ({
  name: cluster.clusterName,
  kubernetes: cluster.kubernetes,
  defaults: defaultsOf(cluster).date,
  provisioner: { name: cluster.provisioner.name, release: cluster.provisioner.release },
  machines: cluster.machines,
  networks: cluster.networks,
  ...(cluster.ingress === undefined ? {} : { ingress: cluster.ingress }),
  volumes: volumesOf(facts),
  databases: sortedFacts(facts, DATABASE),
  secrets: secretsOf(facts),
  ...expectedOf(cluster, facts),
  defaulted: sortKeys(cluster.defaulted),
  acknowledged: [],
});

const volumesOf = (facts: Facts): readonly VolumeRecord[] => {
  const uses = groupBy(facts.of(VOLUME_USE), ({ value }) => `${value.namespace}/${value.volume}`);
  const records = facts.of(VOLUME).map(({ value: { record } }) => {
    const usedBy = uses.get(`${record.namespace}/${record.id}`) ?? [];
    return Object.assign({}, record, { usedBy: usedBy.map(({ value }) => value.workload).toSorted() });
  });
  return records.toSorted((a, b) => compareText(a.persistentVolume, b.persistentVolume));
};

/** A Secret is renamed with its own name, with its namespace, or with both. */
const secretsOf = (facts: Facts): readonly SecretRecord[] => {
  const records = facts.of(SECRET).map(({ construct, value }) => {
    const renamed = factsOf(construct, RENAMED).find((fact) => fact.what === "secret");
    const name = renamed?.from ?? value.name;
    const namespace = Namespace.of(construct).renamedFrom ?? value.namespace;
    if (name === value.name && namespace === value.namespace) return value;
    const { purpose, ...identity } = value;
    return { ...identity, renamedFrom: { namespace, name }, purpose };
  });
  return records.toSorted(byIdentity);
};

/** What workloads name, but for what stands in the cluster's own tree or is made by its script. */
const expectedOf = (cluster: Cluster, facts: Facts): Pick<Inventory, "expected"> => {
  const stated = facts.of(EXPECTED).map(({ value }) => value);
  if (stated.length === 0) return {};
  const objects = cluster.node.findAll().filter((construct) => cdk8s.ApiObject.isApiObject(construct));
  const made = new Set([
    ...objects.map((object) => `${object.kind} ${namespaceOf(object)}/${object.name}`),
    ...facts.of(SECRET).map(({ value }) => `Secret ${value.namespace}/${value.name}`),
  ]);
  const byObject = new Map<string, ExpectedObject>();
  for (const entry of stated) {
    const key = `${entry.kind} ${entry.namespace}/${entry.name}`;
    if (!made.has(key)) byObject.set(key, merged(byObject.get(key) ?? entry, entry));
  }
  const expected = [...byObject.values()].toSorted((a, b) => byIdentity(a, b) || compareText(a.kind, b.kind));
  return expected.length === 0 ? {} : { expected };
};

const merged = (a: ExpectedObject, b: ExpectedObject): ExpectedObject => ({
  ...a,
  keys: [...new Set([...a.keys, ...b.keys])].toSorted(),
  usedBy: [...new Set([...a.usedBy, ...b.usedBy])].toSorted(),
});

/** Facts in the order of namespace and name: the place of a construct in the tree moves nothing. */
const sortedFacts = <T extends Named>(facts: Facts, kind: FactKind<T>): readonly T[] => {
  const values = facts.of(kind).map(({ value }) => value);
  return values.toSorted(byIdentity);
};

interface Named {
  readonly namespace: string;
  readonly name: string;
}

const byIdentity = (a: Named, b: Named): number => compareText(a.namespace, b.namespace) || compareText(a.name, b.name);

const sortKeys = (record: Readonly<Record<string, string>>): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(record).toSorted(([a], [b]) => compareText(a, b)));
