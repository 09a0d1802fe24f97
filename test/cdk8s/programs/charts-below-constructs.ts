import { ApiObject, type App, Chart } from "cdk8s";
import { Construct } from "constructs";

/** Two charts of one id, each below another construct. */
export const build = (app: App): void => {
  for (const id of ["blue", "green"]) {
    const chart = new Chart(new Construct(app, id), "web");
    new ApiObject(chart, "settings", {
      apiVersion: "v1",
      kind: "ConfigMap",
      metadata: { name: "settings" },
      data: { id },
    });
  }
};
