import { ApiObject, type App, Chart } from "cdk8s";

interface Json {
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace?: string };
}

/** A chart that changes what it writes: no namespace on what stands beside namespaces, one object less, one more. */
class Filtered extends Chart {
  override toJson(): unknown[] {
    const objects = (super.toJson() as Json[]).filter(({ kind }) => kind !== "Secret");
    const changed = objects.map((object) => {
      if (object.kind !== "ClusterRole") return object;
      const { namespace: _, ...metadata } = object.metadata;
      return { ...object, metadata };
    });
    return [...changed, { apiVersion: "v1", kind: "ConfigMap", metadata: { name: "added" } }];
  }
}

export const build = (app: App): void => {
  const chart = new Filtered(app, "filtered", { namespace: "team" });
  const role = new ApiObject(chart, "role", {
    apiVersion: "rbac.authorization.k8s.io/v1",
    kind: "ClusterRole",
    rules: [],
  });
  new ApiObject(chart, "secret", { apiVersion: "v1", kind: "Secret" });
  new ApiObject(chart, "settings", { apiVersion: "v1", kind: "ConfigMap" }).addDependency(role);
  new ApiObject(new Chart(chart, "inner"), "a", { apiVersion: "v1", kind: "ConfigMap" });
  const assigned = new Chart(app, "assigned");
  assigned.toJson = () => [{ apiVersion: "v1", kind: "ConfigMap", metadata: { name: "assigned" } }];
};
