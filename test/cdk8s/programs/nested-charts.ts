import { ApiObject, type App, Chart } from "cdk8s";

/** Charts in charts, each with its own namespace, and a dependency on the inner one. */
export const build = (app: App): void => {
  const outer = new Chart(app, "outer", { namespace: "outer", labels: { a: "1" } });
  const inner = new Chart(outer, "inner", { namespace: "inner" });
  const innermost = new Chart(inner, "innermost");
  const object = (chart: Chart, id: string): ApiObject =>
    new ApiObject(chart, id, { apiVersion: "v1", kind: "ConfigMap" });
  object(outer, "a");
  object(inner, "b");
  object(innermost, "c");
  object(new Chart(app, "beside"), "d").addDependency(innermost);
};
