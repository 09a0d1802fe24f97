import { ApiObject, type App, Chart } from "cdk8s";
import { ConfigMap, k8s, Secret } from "cdk8s-plus-28";

/** Empty texts, lists and maps: some of them are dropped by cdk8s's own kinds. */
export const build = (app: App): void => {
  const chart = new Chart(app, "empty");
  new ApiObject(chart, "a", {
    apiVersion: "v1",
    kind: "A",
    metadata: { labels: {}, annotations: { empty: "" }, finalizers: [] },
    spec: { text: "", list: [], map: {}, lists: [[], [{}]], zero: 0, no: false },
  });
  new ConfigMap(chart, "settings", { data: { empty: "" } });
  new Secret(chart, "secret");
  new k8s.KubeNetworkPolicy(chart, "policy", { spec: { podSelector: {}, ingress: [], egress: [{}] } });
  new k8s.KubePod(chart, "pod", {
    spec: { containers: [{ name: "a", args: [] }], volumes: [{ name: "v", emptyDir: {} }] },
  });
};
