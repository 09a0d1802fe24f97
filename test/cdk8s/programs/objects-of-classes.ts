import { ApiObject, type App, Chart } from "cdk8s";

/** A value that is no data. */
export const build = (app: App): void => {
  new ApiObject(new Chart(app, "classes"), "a", { apiVersion: "v1", kind: "A", spec: { map: new Map([["a", 1]]) } });
};
