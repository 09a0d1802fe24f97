import { ApiObject, type App, Chart } from "cdk8s";

/** A construct that does not accept itself, in words of its own. */
export const build = (app: App): void => {
  const chart = new Chart(app, "chart");
  const object = new ApiObject(chart, "object", { apiVersion: "v1", kind: "ConfigMap" });
  object.node.addValidation({ validate: () => ["is not well", "and not at all"] });
  chart.node.addValidation({ validate: () => ["neither is this"] });
};
