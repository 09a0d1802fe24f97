import { ApiObject, type App, Chart } from "cdk8s";

/** Validations that find something. */
export const build = (app: App): void => {
  const chart = new Chart(app, "validated");
  new ApiObject(chart, "a", { apiVersion: "v1", kind: "ConfigMap" }).node.addValidation({
    validate: () => ["too small", "too blue"],
  });
};
