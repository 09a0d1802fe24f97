import { ApiObject, type App, Chart, JsonPatch } from "cdk8s";

/** A patch below a path that was taken out, which cannot be applied. */
export const build = (app: App): void => {
  const object = new ApiObject(new Chart(app, "gone"), "a", { apiVersion: "v1", kind: "ConfigMap", data: { a: "1" } });
  object.addJsonPatch(JsonPatch.remove("/data"), JsonPatch.replace("/data/a/b", "2"));
};
