import { ApiObject, type App, Chart } from "cdk8s";

/** A chart with names of its own making. */
class Named extends Chart {
  override generateObjectName(object: ApiObject): string {
    return `${object.kind.toLowerCase()}.${object.node.id}`;
  }
}

export const build = (app: App): void => {
  const chart = new Named(app, "named");
  new ApiObject(chart, "a", { apiVersion: "v1", kind: "ConfigMap" });
  new ApiObject(new Chart(chart, "below"), "b", { apiVersion: "v1", kind: "ConfigMap" });
};
