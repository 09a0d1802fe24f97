import { ApiObject, type App, Chart } from "cdk8s";
import { Construct } from "constructs";

/** Charts with nothing in them, and one whose only object was taken out. */
export const build = (app: App): void => {
  new Construct(new Chart(app, "empty"), "nothing");
  const chart = new Chart(app, "emptied");
  new ApiObject(chart, "a", { apiVersion: "v1", kind: "ConfigMap" });
  chart.node.tryRemoveChild("a");
  new ApiObject(new Chart(app, "full"), "a", { apiVersion: "v1", kind: "ConfigMap" });
};
