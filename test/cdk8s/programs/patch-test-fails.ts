import { ApiObject, type App, Chart, JsonPatch } from "cdk8s";

/** A test operation that does not hold. */
export const build = (app: App): void => {
  const object = new ApiObject(new Chart(app, "tested"), "a", {
    apiVersion: "v1",
    kind: "ConfigMap",
    data: { a: "1" },
  });
  object.addJsonPatch(JsonPatch.test("/data/a", "2"), JsonPatch.remove("/data/a"));
};
