import { ApiObject, type App, Chart } from "cdk8s";

/** Names that no API server takes. */
export const build = (app: App): void => {
  const chart = new Chart(app, "invalid");
  new ApiObject(chart, "a", { apiVersion: "v1", kind: "ConfigMap", metadata: { name: "Not_a.Name" } });
  new ApiObject(chart, "b", { apiVersion: "v1", kind: "Service", metadata: { name: "9" } });
};
