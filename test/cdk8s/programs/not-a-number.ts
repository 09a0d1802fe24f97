import { ApiObject, type App, Chart } from "cdk8s";

/** A number that is none, which cdk8s writes as `.nan`. */
export const build = (app: App): void => {
  new ApiObject(new Chart(app, "nan"), "a", { apiVersion: "v1", kind: "A", spec: { ratio: 0 / 0 } });
};
