import { ApiObject, type App, Chart } from "cdk8s";

/** A Date, which cdk8s refuses. */
export const build = (app: App): void => {
  new ApiObject(new Chart(app, "dates"), "a", { apiVersion: "v1", kind: "A", spec: { at: new Date(0) } });
};
