import { ApiObject, type App, Chart } from "cdk8s";

/** An object that is only written when it is wanted. */
class Optional extends ApiObject {
  override toJson(): unknown {
    return this.node.tryGetContext("wanted") === true ? (super.toJson() as unknown) : undefined;
  }
}

export const build = (app: App): void => {
  const chart = new Chart(app, "optional");
  new Optional(chart, "unwanted", { apiVersion: "v1", kind: "ConfigMap" });
  const wanted = new Chart(app, "wanted");
  wanted.node.setContext("wanted", true);
  new Optional(wanted, "wanted", { apiVersion: "v1", kind: "ConfigMap" });
};
