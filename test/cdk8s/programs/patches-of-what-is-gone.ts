import { ApiObject, type App, Chart, JsonPatch } from "cdk8s";

/** A path that is taken out, and then written: a leaf comes back; and a label that is taken out of all. */
export const build = (app: App): void => {
  const chart = new Chart(app, "gone", { labels: { team: "a" } });
  const object = new ApiObject(chart, "a", { apiVersion: "v1", kind: "ConfigMap", data: { a: "1", b: "2" } });
  object.addJsonPatch(
    JsonPatch.remove("/data/a"),
    JsonPatch.replace("/data/a", "back"),
    JsonPatch.remove("/data/never"),
  );
  object.addJsonPatch(JsonPatch.remove("/metadata/labels"), JsonPatch.remove("/data/b"));
};
