import type { ApiObject, Chart } from "cdk8s";

/**
 * The name of an object that states none: the ids between its chart and itself, joined by dashes, without `Resource` and
 * `Default`, as cdk8s does; no hash. Nothing that holds data gets its name in this way.
 */
export const objectName = (chart: Chart, object: ApiObject): string => {
  const ids = object.node.scopes.slice(chart.node.scopes.length).map(({ node }) => node.id);
  const words = ids
    .map((id) => id.toLowerCase().replace(/[^a-z0-9.-]/g, ""))
    .filter((id) => !SILENT.has(id) && id !== "");
  return words.length > 0 ? words.join("-") : chart.node.id.toLowerCase();
};

const SILENT = new Set(["resource", "default"]);
