import { ApiObject, type App, Chart } from "cdk8s";
import { ConfigMap } from "cdk8s-plus-28";

export const env = { CDK8S_DISABLE_SORT: "1" };

/** Keys in the program's own order, which cdk8s leaves when it is told to. */
export const build = (app: App): void => {
  const chart = new Chart(app, "unsorted");
  new ApiObject(chart, "z", { apiVersion: "v1", kind: "A", spec: { z: 1, a: { y: 1, b: 2 }, 1: 0 } });
  new ConfigMap(chart, "a", { data: { z: "1", a: "2" } });
};
