import { ApiObject, type App, Chart, Names } from "cdk8s";
import { Construct } from "constructs";

/** Names that are made from paths. */
export const build = (app: App): void => {
  const chart = new Chart(app, "names");
  const deep = new Construct(new Construct(chart, "Resource"), "a name with_odd.letters");
  new ApiObject(deep, "Default", { apiVersion: "v1", kind: "ConfigMap" });
  new ApiObject(deep, "x".repeat(100), {
    apiVersion: "v1",
    kind: "ConfigMap",
    data: {
      dns: Names.toDnsLabel(deep, { extra: ["more"], maxLen: 20 }),
      label: Names.toLabelValue(deep, { delimiter: "_", includeHash: false }),
    },
  });
};
