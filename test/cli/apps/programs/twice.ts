import { ApiObject, type App, Chart } from "cdk8s";

/** One kind and name twice, in two charts, two namespaces and one chart: of two files with one name the last is there. */
export const build = (app: App): void => {
  for (const id of ["first", "second"]) {
    const chart = new Chart(app, id, { namespace: id });
    for (const value of ["a", "b"]) {
      new ApiObject(chart, value, {
        apiVersion: "v1",
        kind: "ConfigMap",
        metadata: { name: "same" },
        data: { value, id },
      });
    }
  }
};
