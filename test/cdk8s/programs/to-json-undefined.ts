import { ApiObject, type App, Chart } from "cdk8s";

/** An object whose toJson() gives members that are undefined. */
class Careless extends ApiObject {
  override toJson(): unknown {
    return {
      ...(super.toJson() as object),
      spec: { gone: undefined, list: [undefined, 1], inner: { gone: undefined } },
    };
  }
}

export const build = (app: App): void => {
  new Careless(new Chart(app, "careless"), "a", { apiVersion: "example.com/v1", kind: "Careless" });
};
