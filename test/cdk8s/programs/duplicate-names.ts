import { ApiObject, type App, Chart } from "cdk8s";

/** One object, twice. */
export const build = (app: App): void => {
  const chart = new Chart(app, "twice");
  for (const id of ["a", "b"]) {
    new ApiObject(chart, id, { apiVersion: "v1", kind: "ConfigMap", metadata: { name: "same" }, data: { id } });
  }
};
