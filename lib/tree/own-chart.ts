import type { ApiObject, Chart } from "cdk8s";
import type { Manifest } from "../manifest/manifest.ts";
import { sortedCopy } from "../manifest/sorted-manifest.ts";
import { withoutNulls } from "../manifest/without-nulls.ts";
import { scopeOf } from "../schema/index.ts";
import { orderObjects } from "./order-objects.ts";
import { type PlainData, tryTakePlainData } from "./plain-data.ts";
import { plainData } from "./resolve-value.ts";
import { walkTree } from "./walk.ts";

const OWN_CHART = Symbol.for("kumiki.OwnChart");

/** Marks a chart as one of ours: objects that stand beside namespaces lose the namespace that it would stamp on them. */
export const markOwnChart = (chart: Chart): void => {
  Object.defineProperty(chart, OWN_CHART, { value: true });
};

/** Tells whether a chart is a Cluster or a Namespace, also of another copy of kumiki. */
export const isOwnChart = (chart: Chart): boolean => OWN_CHART in chart;

/** A manifest, as it is written and as a server takes it. */
export interface GivenManifest {
  readonly manifest: Manifest;
  /** Without nulls: they are not there. */
  readonly asTaken: Manifest;
}

/** What an object gives, whose own `toJson()` is called once: see `manifestsIn`. */
export const manifestsOf = (object: ApiObject, chart: Chart): readonly GivenManifest[] => {
  const own = tryTakePlainData(object);
  return own === undefined ? manifestsIn(object.toJson(), chart) : manifestsFrom(own, chart);
};

/**
 * What an object gave as its `toJson()`, or a chart for one of its objects, as plain data, which is not to be changed: nothing
 * for undefined, the items of a List, as `kubectl get` prints one, which are what a cluster gets; else one manifest. What stands
 * in other libraries' charts is as they wrote it; in ours, an object that Kubernetes keeps outside namespaces gets none, and
 * an item that states none has the chart's.
 */
export const manifestsIn = (json: unknown, chart: Chart): readonly GivenManifest[] =>
  json === undefined ? [] : manifestsFrom({ data: plainData(json), holdsNull: undefined }, chart);

const manifestsFrom = ({ data, holdsNull }: PlainData, chart: Chart): readonly GivenManifest[] => {
  const given = data as Manifest;
  const { apiVersion, kind, items } = given ?? {};
  const isList = apiVersion === "v1" && kind === "List" && Array.isArray(items);
  const manifests = isList
    ? (items as readonly unknown[]).map((item) => withNamespace(item as Manifest, chart))
    : [withoutStamp(given, chart)];
  return manifests.map((manifest) => ({
    manifest,
    asTaken: holdsNull === false ? manifest : withoutNulls(manifest),
  }));
};

const withoutStamp = (manifest: Manifest, chart: Chart): Manifest => {
  if (!isOwnChart(chart) || typeof manifest?.metadata?.namespace !== "string") return manifest;
  if (scopeOf(manifest.apiVersion, manifest.kind) !== "cluster") return manifest;
  const { namespace: _, ...metadata } = manifest.metadata;
  return { ...manifest, metadata };
};

const withNamespace = (item: Manifest, chart: Chart): Manifest => {
  const { metadata } = item ?? {};
  if (!isOwnChart(chart) || chart.namespace === undefined) return item;
  if (metadata === undefined || metadata.namespace !== undefined) return item;
  if (scopeOf(item.apiVersion, item.kind) === "cluster") return item;
  return { ...item, metadata: Object.assign({}, metadata, { namespace: chart.namespace }) };
};

/** A chart's own objects in the order of their dependencies: what `toJson()` of our charts gives to cdk8s's ways in. */
export const manifestsOfChart = (chart: Chart): Manifest[] => {
  const { constructs, objects } = walkTree(chart);
  const ordered = orderObjects({ constructs, objects: objects.filter((entry) => entry.chart === chart) });
  if ("order" in ordered)
    return ordered.order
      .flatMap(({ object }) => manifestsOf(object, chart))
      .map(({ manifest }) => sortedCopy(manifest));
  throw new Error(`Cannot order the objects of ${chart.node.path}: found a cycle of dependencies`);
};
