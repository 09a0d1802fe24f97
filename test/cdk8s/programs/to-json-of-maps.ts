import { ApiObject, type App, Chart } from "cdk8s";

/** An object whose toJson() gives a Map and a Set, which cdk8s writes as YAML's `!!omap` and `!!set`. */
class Mapped extends ApiObject {
  override toJson(): unknown {
    return { ...(super.toJson() as object), spec: { map: new Map([["a", 1]]), set: new Set(["a"]) } };
  }
}

export const build = (app: App): void => {
  new Mapped(new Chart(app, "mapped"), "a", { apiVersion: "example.com/v1", kind: "Mapped" });
};
