import { ApiObject, type App, Chart } from "cdk8s";

/** Charts that depend on each other, as wholes and through their objects. */
export const build = (app: App): void => {
  const [a, b, c] = ["a", "b", "c"].map((id) => new Chart(app, id)) as [Chart, Chart, Chart];
  const object = (chart: Chart, id: string): ApiObject =>
    new ApiObject(chart, id, { apiVersion: "v1", kind: "ConfigMap" });
  const needs = object(a, "needs");
  object(a, "free");
  const needed = object(b, "needed");
  object(c, "base");
  needs.addDependency(needed);
  b.addDependency(c);
};
