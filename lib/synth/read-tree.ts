import type { Chart } from "cdk8s";
import type { IConstruct } from "constructs";
import { Cluster } from "../cluster/cluster.ts";
import type { Finding } from "../finding/finding.ts";
import { inApplyOrder } from "../manifest/apply-order.ts";
import { isManifest, type Manifest } from "../manifest/manifest.ts";
import { type Dependency, dependenciesOf, orderObjects } from "../tree/order-objects.ts";
import { placeOf } from "../tree/origin.ts";
import { overridesToJson } from "../tree/overrides-to-json.ts";
import { manifestsIn, manifestsOf } from "../tree/own-chart.ts";
import { type ObjectInTree, walkTree } from "../tree/walk.ts";
import { failureReason } from "./failure-reason.ts";
import { groupBy } from "./group-by.ts";
import { dependencyCycle, notAnObject, objectFailed, validationFailed } from "./synth-findings.ts";

/** A manifest, the object that it was read from, and where it belongs. */
export interface ManifestInTree {
  readonly manifest: Manifest;
  /** The chart itself for one that its own `toJson()` adds. */
  readonly object: IConstruct;
  /** The cluster that it stands in; undefined for one of a chart that stands in none. */
  readonly cluster: Cluster | undefined;
  /** The outermost chart around it, which is the cluster where it stands in one. */
  readonly root: Chart;
}

/** A project's tree, read once. */
export interface TreeReading {
  readonly constructs: readonly IConstruct[];
  readonly clusters: readonly Cluster[];
  /** In the order in which they are to be applied. */
  readonly manifests: readonly ManifestInTree[];
  readonly dependencies: readonly Dependency[];
  readonly findings: readonly Finding[];
}

/** Reads a tree: every construct visited once, every object asked once for its data, dependencies kept. */
export const readTree = (root: IConstruct): TreeReading => {
  const { constructs, objects, charts } = walkTree(root);
  const dependencies = dependenciesOf(constructs);
  const asked = new Set(charts.filter(overridesToJson));
  const byChart = groupBy(asked.size === 0 ? [] : objects, ({ chart }) => chart);
  const read: readonly Read[] = [
    ...(asked.size === 0 ? objects : objects.filter(({ chart }) => !asked.has(chart))).flatMap(readObject),
    ...[...asked].flatMap((chart) => readChart(chart, byChart.get(chart) ?? [])),
  ];
  const manifests = inApplyOrder(read.filter((entry) => "manifest" in entry));
  const ordered = orderObjects({ constructs, objects: manifests, dependencies });
  const findings = [
    ...validate(constructs),
    ...read.flatMap((entry) => ("manifest" in entry ? [] : [entry])),
    ...("order" in ordered ? [] : [cycleFinding(ordered.cycle.constructs)]),
  ];
  return {
    constructs,
    clusters: charts.filter((chart): chart is Cluster => chart instanceof Cluster),
    manifests: "order" in ordered ? ordered.order : manifests,
    dependencies,
    findings,
  };
};

type Read = ManifestInTree | Finding;

/** Whatever an object's toJson() complains of is a finding, so that one run shows all of them. */
const readObject = ({ object, chart }: ObjectInTree): readonly Read[] => {
  try {
    return manifestsOf(object, chart).map((manifest) => readManifest(manifest, object, chart));
  } catch (error) {
    return [objectFailed(placeOf(object), { kind: object.kind, reason: failureReason([object.kind], error) })];
  }
};

/** What a chart's own toJson() gives, each beside the object of its kind and name, or beside the chart. */
const readChart = (chart: Chart, objects: readonly ObjectInTree[]): readonly Read[] => {
  const byName = new Map(objects.map(({ object }) => [`${object.kind} ${object.name}`, object]));
  try {
    const given = Object.values(chart.toJson() as readonly unknown[]).flatMap((json) => manifestsIn(json, chart));
    return given.map((manifest) =>
      readManifest(manifest, byName.get(`${manifest?.kind} ${manifest?.metadata?.name}`) ?? chart, chart),
    );
  } catch (error) {
    const kinds = objects.map(({ object }) => object.kind);
    return [objectFailed(placeOf(chart), { kind: "Chart", reason: failureReason(kinds, error) })];
  }
};

const readManifest = (manifest: Manifest, object: IConstruct, chart: Chart): Read => {
  if (!isManifest(manifest)) return notAnObject(placeOf(object), { kind: kindOf(object) });
  const { cluster, root } = homeOf(chart);
  return { manifest, object, cluster, root };
};

/** Where all that a chart holds belongs. */
type Home = Pick<ManifestInTree, "cluster" | "root">;

/** A chart stays where it was made, so that each is asked once. */
const homes = new WeakMap<Chart, Home>();

const homeOf = (chart: Chart): Home => {
  const home = homes.get(chart) ?? findHome(chart);
  homes.set(chart, home);
  return home;
};

const findHome = (chart: Chart): Home => {
  const { scopes } = chart.node;
  const cluster = scopes.findLast((scope) => scope instanceof Cluster);
  const root = cluster ?? scopes.find((scope) => IS_CHART in scope);
  return { cluster: cluster instanceof Cluster ? cluster : undefined, root: (root ?? chart) as Chart };
};

const kindOf = (object: IConstruct): string => ("kind" in object ? String(object.kind) : "Chart");

/** cdk8s's own mark, which `Chart.isChart` asks for. */
const IS_CHART = Symbol.for("cdk8s.Chart");

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
  return dependencyCycle(about, { cycle: cycle.map(({ node }) => node.path).join(" → ") });
};
