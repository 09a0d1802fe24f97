import { ApiObject, type App, Chart } from "cdk8s";

/** An object whose toJson() gives times, which cdk8s writes without their zone. */
class Dated extends ApiObject {
  override toJson(): unknown {
    return { ...(super.toJson() as object), spec: { at: new Date(0), later: new Date(1_001) } };
  }
}

export const build = (app: App): void => {
  new Dated(new Chart(app, "dated"), "a", { apiVersion: "example.com/v1", kind: "Dated" });
};
