import { type ApiObject, type App, Chart, type GroupVersionKind } from "cdk8s";
import { k8s } from "cdk8s-plus-28";
import type { Construct } from "constructs";

type Kind = (new (scope: Construct, id: string, props: object) => ApiObject) & { readonly GVK: GroupVersionKind };

/** Lists and the answer of a server are no objects that one creates. */
const isKind = ([name, kind]: readonly [string, unknown]): boolean =>
  name.startsWith("Kube") && !/List$|^Status$/.test((kind as Kind).GVK.kind);

/** Every kind that cdk8s-plus has generated, with metadata alone. */
export const build = (app: App): void => {
  const chart = new Chart(app, "every-kind", { namespace: "some", labels: { all: "yes" } });
  for (const [name, kind] of Object.entries(k8s).filter(isKind)) {
    new (kind as unknown as Kind)(chart, name.toLowerCase(), { metadata: { annotations: { kind: name } } });
  }
};
