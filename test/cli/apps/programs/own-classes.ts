import { ApiObject, type App, Chart, JsonPatch } from "cdk8s";

/** As `cdk8s import` generates kinds: `toJson()` goes on from its base's. */
class Generated extends ApiObject {
  override toJson(): unknown {
    const { metadata, ...rest } = super.toJson() as { metadata: object; data?: object };
    const shared = { from: "toJson" };
    return { ...rest, metadata, shared, again: shared, undefined: undefined, list: [undefined, null], at: new Date(0) };
  }
}

class Numbered extends Chart {
  override toJson(): unknown[] {
    return [...(super.toJson() as unknown[]), { apiVersion: "v1", kind: "ConfigMap", metadata: { name: "added" } }];
  }

  override generateObjectName(object: ApiObject): string {
    return `${object.kind}-${this.node.children.length}`.toLowerCase();
  }
}

/** Classes of the program's own say what their objects, names and documents are. */
export const build = (app: App): void => {
  const chart = new Numbered(app, "numbered", { labels: { team: "a" }, namespace: "team" });
  new Generated(chart, "generated", { apiVersion: "v1", kind: "ConfigMap", data: { a: "yes" } });
  const patched = new ApiObject(chart, "patched", { apiVersion: "v1", kind: "ConfigMap", data: { a: "1", b: "2" } });
  patched.addJsonPatch(JsonPatch.remove("/data/a"), JsonPatch.add("/data/c", "on"), JsonPatch.copy("/data", "/copy"));
};
