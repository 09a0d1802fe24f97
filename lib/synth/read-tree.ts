import type { ApiObject, Chart } from "cdk8s";
import type { IConstruct } from "constructs";
import { Cluster } from "../cluster/cluster.ts";
import type { Finding } from "../finding/finding.ts";
import { compareForApply } from "../manifest/apply-order.ts";
import { isManifest, type Manifest } from "../manifest/manifest.ts";
import { orderObjects } from "../tree/order-objects.ts";
import { placeOf } from "../tree/origin.ts";
import { manifestsOf } from "../tree/own-chart.ts";
import { type ObjectInTree, walkTree } from "../tree/walk.ts";
import { dependencyCycle, notAnObject, objectFailed, validationFailed } from "./synth-findings.ts";

/** A manifest, the object that it was read from, and where it belongs. */
export interface ManifestInTree {
  readonly manifest: Manifest;
  readonly object: ApiObject;
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
  readonly findings: readonly Finding[];
}

/** Reads a tree: every construct visited once, every object asked once for its data, dependencies kept. */
export const readTree = (root: IConstruct): TreeReading => {
  const { constructs, objects, charts } = walkTree(root);
  const read = objects.flatMap(readObject);
  const manifests = read.flatMap((entry) => ("manifest" in entry ? [entry] : []));
  manifests.sort((a, b) => compareForApply(a.manifest, b.manifest));
  const ordered = orderObjects({ constructs, objects: manifests });
  const findings = [
    ...constructs.flatMap(validate),
    ...read.flatMap((entry) => ("manifest" in entry ? [] : [entry])),
    ...("order" in ordered ? [] : [cycleFinding(ordered.cycle.constructs)]),
  ];
  return {
    constructs,
    clusters: charts.filter((chart): chart is Cluster => chart instanceof Cluster),
    manifests: "order" in ordered ? ordered.order : manifests,
    findings,
  };
};

const readObject = ({ object, chart }: ObjectInTree): readonly (ManifestInTree | Finding)[] => {
  const { scopes } = object.node;
  const cluster = scopes.findLast((scope) => scope instanceof Cluster);
  const root = cluster ?? scopes.find((scope) => IS_CHART in scope);
  return readManifests(object, chart).map((read) =>
    "apiVersion" in read
      ? {
          manifest: read,
          object,
          cluster: cluster instanceof Cluster ? cluster : undefined,
          root: (root ?? chart) as Chart,
        }
      : read,
  );
};

/** Whatever an object's toJson() complains of is a finding, so that one run shows all of them. */
const readManifests = (object: ApiObject, chart: Chart): readonly (Manifest | Finding)[] => {
  try {
    return manifestsOf(object, chart).map((manifest) =>
      isManifest(manifest) ? manifest : notAnObject(placeOf(object), { kind: object.kind }),
    );
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return [objectFailed(placeOf(object), { kind: object.kind, reason })];
  }
};

/** cdk8s's own mark, which `Chart.isChart` asks for. */
const IS_CHART = Symbol.for("cdk8s.Chart");

const validate = (construct: IConstruct): readonly Finding[] =>
  construct.node.validate().map((message) => validationFailed(placeOf(construct), { message }));

const cycleFinding = (cycle: readonly IConstruct[]): Finding => {
  const [first] = cycle;
  const about = first === undefined ? { path: "" } : placeOf(first);
  return dependencyCycle(about, { cycle: cycle.map(({ node }) => node.path).join(" → ") });
};
