import { ApiObject, type App, Chart } from "cdk8s";

/** Validations that find nothing. */
export const build = (app: App): void => {
  const chart = new Chart(app, "validated");
  new ApiObject(chart, "a", { apiVersion: "v1", kind: "ConfigMap" }).node.addValidation({ validate: () => [] });
  app.node.addValidation({ validate: () => [] });
};
