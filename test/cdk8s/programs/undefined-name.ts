import { ApiObject, type App, Chart } from "cdk8s";

/** A name that is undefined: cdk8s takes it over, and writes an object without a name. */
export const build = (app: App): void => {
  new ApiObject(new Chart(app, "nameless"), "a", {
    apiVersion: "v1",
    kind: "ConfigMap",
    metadata: { name: undefined as unknown as string },
  });
};
