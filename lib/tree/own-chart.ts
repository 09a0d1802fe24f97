import type { ApiObject, Chart } from "cdk8s";
import type { Manifest } from "../manifest/manifest.ts";
import { scopeOf } from "../schema/index.ts";
import { orderObjects } from "./order-objects.ts";
import { plainCopy } from "./resolve-value.ts";
import { walkTree } from "./walk.ts";

const OWN_CHART = Symbol.for("kumiki.OwnChart");

/** Marks a chart as one of ours: objects that stand beside namespaces lose the namespace that it would stamp on them. */
export const markOwnChart = (chart: Chart): void => {
  Object.defineProperty(chart, OWN_CHART, { value: true });
};

/** Tells whether a chart is a Cluster or a Namespace, also of another copy of kumiki. */
const isOwnChart = (chart: Chart): boolean => OWN_CHART in chart;

/**
 * An object as plain data with its keys in order: its own `toJson()`, called once. What stands in other libraries' charts
 * is as they wrote it; in ours, an object that Kubernetes keeps outside namespaces gets none.
 */
const manifestOf = (object: ApiObject, chart: Chart): Manifest => {
  const manifest = plainCopy(object.toJson()) as Manifest;
  if (!isOwnChart(chart) || manifest.metadata?.namespace === undefined) return manifest;
  if (scopeOf(manifest.apiVersion, manifest.kind) !== "cluster") return manifest;
  const { namespace: _, ...metadata } = manifest.metadata;
  return { ...manifest, metadata };
};

/**
 * The same for what an object holds: the items of a List, as `kubectl get` prints one, which are what a cluster gets; for any
 * other object itself. In our charts an item that states no namespace has the chart's.
 */
export const manifestsOf = (object: ApiObject, chart: Chart): readonly Manifest[] => {
  const manifest = manifestOf(object, chart);
  const { apiVersion, kind, items } = manifest;
  if (apiVersion !== "v1" || kind !== "List" || !Array.isArray(items)) return [manifest];
  return (items as readonly unknown[]).map((given) => {
    const item = plainCopy(given) as Manifest;
    const { metadata } = item ?? {};
    if (!isOwnChart(chart)) return item;
    if (metadata === undefined || metadata.namespace !== undefined || chart.namespace === undefined) return item;
    if (scopeOf(item.apiVersion, item.kind) === "cluster") return item;
    return { ...item, metadata: { ...metadata, namespace: chart.namespace } };
  });
};

/** A chart's own objects in the order of their dependencies: what `toJson()` of our charts gives to cdk8s's ways in. */
export const manifestsOfChart = (chart: Chart): Manifest[] => {
  const { constructs, objects } = walkTree(chart);
  const ordered = orderObjects({ constructs, objects: objects.filter((entry) => entry.chart === chart) });
  if ("order" in ordered) return ordered.order.flatMap(({ object }) => manifestsOf(object, chart));
  throw new Error(`Cannot order the objects of ${chart.node.path}: found a cycle of dependencies`);
};
