import { ApiObject, type App, Chart } from "cdk8s";

/** All that metadata can be given, at once and later. */
export const build = (app: App): void => {
  const chart = new Chart(app, "metadata");
  const owner = new ApiObject(chart, "owner", { apiVersion: "v1", kind: "ConfigMap" });
  const owned = new ApiObject(chart, "owned", {
    apiVersion: "v1",
    kind: "ConfigMap",
    metadata: { generateName: "owned-", finalizers: ["example.com/first"], ownerReferences: [] },
  });
  owned.metadata.addLabel("label", owned.metadata.getLabel("none") ?? "none");
  owned.metadata.addAnnotation("annotation", "multi\nline");
  owned.metadata.addFinalizers("example.com/second");
  owned.metadata.addOwnerReference({
    apiVersion: "v1",
    kind: "ConfigMap",
    name: owner.name,
    uid: "1",
    controller: true,
  });
  owned.metadata.add("managedFields", [{ manager: "a", fieldsV1: { "f:data": {} } }]);
};
