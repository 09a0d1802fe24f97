import { ApiObject, type App, Chart } from "cdk8s";

/** Objects that wait for each other. */
export const build = (app: App): void => {
  const chart = new Chart(app, "cycle");
  const [a, b] = ["a", "b"].map((id) => new ApiObject(chart, id, { apiVersion: "v1", kind: "ConfigMap" })) as [
    ApiObject,
    ApiObject,
  ];
  a.addDependency(b);
  b.addDependency(a);
};
