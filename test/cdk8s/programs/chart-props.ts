import { ApiObject, type App, Chart } from "cdk8s";
import { ConfigMap, Namespace } from "cdk8s-plus-28";

/** Labels and a namespace for all of a chart, also for what stands beside namespaces and for what states its own. */
export const build = (app: App): void => {
  const chart = new Chart(app, "chart", { namespace: "team", labels: { team: "a", app: "chart" } });
  new Namespace(chart, "namespace", { metadata: { name: "team" } });
  new ConfigMap(chart, "settings", { metadata: { labels: { app: "own" }, namespace: "own" } });
  new ApiObject(chart, "volume", {
    apiVersion: "v1",
    kind: "PersistentVolume",
    spec: { capacity: { storage: "1Gi" } },
  });
  const plain = new Chart(app, "plain", { disableResourceNameHashes: true });
  new ConfigMap(plain, "settings", {
    data: { namespace: chart.namespace ?? "", labels: JSON.stringify(chart.labels) },
  });
};
