import type { Chart } from "cdk8s";
import type { IConstruct } from "constructs";
import { Cluster } from "../cluster/cluster.ts";
import type { Finding } from "../finding/finding.ts";
import { inApplyOrder } from "../manifest/apply-order.ts";
import { groupBy } from "../manifest/group-by.ts";
import { isManifest, type Manifest } from "../manifest/manifest.ts";
import { cdk8s } from "../tree/cdk8s.ts";
import { type HeldInTree, heldIn } from "../tree/held.ts";
import { type Dependency, dependenciesOf, orderObjects } from "../tree/order-objects.ts";
import { placeOf } from "../tree/origin.ts";
import { overridesToJson } from "../tree/overrides-to-json.ts";
import { type GivenManifest, manifestsIn, manifestsOf } from "../tree/own-chart.ts";
import { type ObjectInTree, walkTree } from "../tree/walk.ts";
import { failureReason } from "./failure-reason.ts";
import { remember } from "./remember.ts";
import { secretValuesIn } from "./secret-values.ts";
import { dependencyCycle, notAnObject, objectFailed, validationFailed } from "./synth-findings.ts";
import { withoutSecretValues } from "./without-secret-values.ts";

/** A manifest, the object that it was read from, and where it belongs. */
export interface ManifestInTree {
  readonly manifest: Manifest;
  /** The same as a server takes it: nulls are not there. */
  readonly asTaken: Manifest;
  /** The chart itself for one that its own `toJson()` adds. */
  readonly object: IConstruct;
  /** The cluster that it stands in; undefined for one of a chart that stands in none. */
  readonly cluster: Cluster | undefined;
  /** The outermost chart around it, which is the cluster where it stands in one. */
  readonly root: Chart;
}

/** A project's tree, read once. */
export interface TreeReading extends HeldInTree {
  readonly clusters: readonly Cluster[];
  /** In the order in which they are to be applied. */
  readonly manifests: readonly ManifestInTree[];
  readonly dependencies: readonly Dependency[];
  readonly findings: readonly Finding[];
}

/** Reads a tree: every construct visited once, every object asked once for its data, dependencies kept. */
export const readTree = (root: IConstruct): TreeReading => {
  const walk = walkTree(root);
  const { constructs, objects, charts } = walk;
  const dependencies = dependenciesOf(constructs);
  const reading: Reading = { manifests: [], findings: [], homeOf: remember(findHome) };
  readObjects(objects, new Set(charts.filter(overridesToJson)), reading);
  const manifests = inApplyOrder(reading.manifests);
  const ordered = orderObjects({ constructs, objects: manifests, dependencies });
  const said = [...validate(constructs), ...reading.findings];
  const inWordsOfOthers = withoutSecretValues(said, () =>
    manifests.flatMap(({ manifest }) => secretValuesIn(manifest)),
  );
  const held = heldIn(walk);
  return {
    ...held,
    below: remember(held.below),
    clusters: charts.filter((chart): chart is Cluster => chart instanceof Cluster),
    manifests: "order" in ordered ? ordered.order : manifests,
    dependencies,
    findings: [...inWordsOfOthers, ...("order" in ordered ? [] : [cycleFinding(ordered.cycle.constructs)])],
  };
};

/** What was read so far. */
interface Reading {
  readonly manifests: ManifestInTree[];
  readonly findings: Finding[];
  readonly homeOf: (chart: Chart) => Home;
}

/** Charts with a `toJson()` of their own are asked themselves, after all other objects. */
const readObjects = (objects: readonly ObjectInTree[], asked: ReadonlySet<Chart>, reading: Reading): void => {
  for (const entry of objects) if (!asked.has(entry.chart)) readObject(entry, reading);
  const byChart = groupBy(asked.size === 0 ? [] : objects, ({ chart }) => chart);
  for (const chart of asked) readChart(chart, byChart.get(chart) ?? [], reading);
};

/** Whatever an object's toJson() complains of is a finding, so that one run shows all of them. */
const readObject = ({ object, chart }: ObjectInTree, reading: Reading): void => {
  try {
    for (const given of manifestsOf(object, chart)) readManifest(given, { object, chart }, reading);
  } catch (error) {
    reading.findings.push(
      objectFailed(placeOf(object), { kind: object.kind, reason: failureReason([object.kind], error) }),
    );
  }
};

/** What a chart's own toJson() gives, each beside the object of its kind and name, or beside the chart. */
const readChart = (chart: Chart, objects: readonly ObjectInTree[], reading: Reading): void => {
  const byName = new Map(objects.map(({ object }) => [`${object.kind} ${object.name}`, object]));
  try {
    const given = Object.values(chart.toJson() as readonly unknown[]).flatMap((json) => manifestsIn(json, chart));
    for (const one of given) {
      const object = byName.get(`${one.manifest?.kind} ${one.manifest?.metadata?.name}`) ?? chart;
      readManifest(one, { object, chart }, reading);
    }
  } catch (error) {
    const kinds = objects.map(({ object }) => object.kind);
    reading.findings.push(objectFailed(placeOf(chart), { kind: "Chart", reason: failureReason(kinds, error) }));
  }
};

interface Source {
  readonly object: IConstruct;
  readonly chart: Chart;
}

const readManifest = (given: GivenManifest, { object, chart }: Source, reading: Reading): void => {
  const { manifest, asTaken } = given;
  const { manifests, findings, homeOf } = reading;
  if (!isManifest(manifest)) {
    findings.push(notAnObject(placeOf(object), { kind: kindOf(object) }));
    return;
  }
  const { cluster, root } = homeOf(chart);
  manifests.push({ manifest, asTaken, object, cluster, root });
};

/** Where all that a chart holds belongs. */
type Home = Pick<ManifestInTree, "cluster" | "root">;

const findHome = (chart: Chart): Home => {
  const { scopes } = chart.node;
  const cluster = scopes.findLast((scope) => scope instanceof Cluster);
  const root = cluster ?? scopes.find((scope) => cdk8s.Chart.isChart(scope));
  return { cluster: cluster instanceof Cluster ? cluster : undefined, root: root ?? chart };
};

const kindOf = (object: IConstruct): string => ("kind" in object ? String(object.kind) : "Chart");

const validate = (constructs: readonly IConstruct[]): readonly Finding[] => {
  const findings: Finding[] = [];
  for (const construct of constructs) {
    for (const message of construct.node.validate()) findings.push(validationFailed(placeOf(construct), { message }));
  }
  return findings;
};

const cycleFinding = (cycle: readonly IConstruct[]): Finding => {
  const [first] = cycle;
  const about = first === undefined ? { path: "" } : placeOf(first);
  return dependencyCycle(about, { cycle: shownPath(cycle.map(({ node }) => node.path)) });
};

/** A cycle may lead through thousands: its beginning, and its end, which is the beginning once more. */
const shownPath = (paths: readonly string[]): string => {
  const left = paths.length - 2 * SHOWN;
  const shown = left <= 0 ? paths : [...paths.slice(0, SHOWN), `${left} others`, ...paths.slice(-SHOWN)];
  return shown.join(" → ");
};

const SHOWN = 8;
