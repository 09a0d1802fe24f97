import { ApiObject, type ApiObjectProps, type App, Chart } from "cdk8s";
import type { Construct } from "constructs";

/** An object that changes what it writes, as generated kinds do. */
class Annotated extends ApiObject {
  constructor(scope: Construct, id: string, props: Omit<ApiObjectProps, "apiVersion" | "kind">) {
    super(scope, id, { apiVersion: "example.com/v1", kind: "Annotated", ...props });
  }

  override toJson(): unknown {
    const json = super.toJson() as { metadata: object; spec?: object };
    return {
      ...json,
      spec: { null: null, zulu: 1, ...json.spec, alpha: [{ b: 1, a: null }] },
      metadata: { ...json.metadata, generation: 1 },
    };
  }
}

/** An object that writes something else altogether. */
class Other extends ApiObject {
  override toJson(): unknown {
    return {
      kind: "ConfigMap",
      metadata: { name: "other", namespace: "elsewhere" },
      apiVersion: "v1",
      data: { name: this.name },
    };
  }
}

export const build = (app: App): void => {
  const chart = new Chart(app, "json");
  new Annotated(chart, "a", { spec: { mike: 1 } });
  new Other(chart, "b", { apiVersion: "v1", kind: "Secret" });
};
