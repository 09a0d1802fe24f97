import { ApiObject, type App, Chart } from "cdk8s";
import { ConfigMap } from "cdk8s-plus-28";

/** Members that are undefined, in metadata and everywhere. */
export const build = (app: App): void => {
  const chart = new Chart(app, "undefined", { labels: { none: undefined as unknown as string } });
  const nothing = undefined as never;
  new ApiObject(chart, "a", {
    apiVersion: "v1",
    kind: "A",
    metadata: { labels: { a: nothing }, annotations: nothing, finalizers: nothing, creationTimestamp: nothing },
    spec: { gone: nothing, list: [1, nothing, 2], inner: { gone: nothing } },
    status: nothing,
  });
  new ConfigMap(chart, "b", { metadata: { namespace: nothing }, data: { a: "1" } });
};
