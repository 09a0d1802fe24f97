import { ApiObject, type App } from "cdk8s";

/** An object that stands in no chart, which cdk8s refuses when it is made. */
export const build = (app: App): void => {
  new ApiObject(app, "a", { apiVersion: "v1", kind: "ConfigMap" });
};
