import { ApiObject, type App, Chart, JsonPatch } from "cdk8s";

/** `JsonPatch.apply` on plain data. */
export const build = (app: App): void => {
  const data = JsonPatch.apply({ a: "1", b: "2" }, JsonPatch.remove("/b"), JsonPatch.add("/c", "3")) as object;
  new ApiObject(new Chart(app, "applied"), "settings", { apiVersion: "v1", kind: "ConfigMap", data });
};
