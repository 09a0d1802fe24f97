import { ApiObject, type App, Chart } from "cdk8s";

/** Objects of any kind, with and without names of their own. */
export const build = (app: App): void => {
  const chart = new Chart(app, "objects");
  new ApiObject(chart, "settings", { apiVersion: "v1", kind: "ConfigMap", data: { b: "2", a: "1" } });
  new ApiObject(chart, "web", {
    apiVersion: "apps/v1",
    kind: "Deployment",
    metadata: { name: "web", labels: { app: "web" }, annotations: { "example.com/why": "because" } },
    spec: {
      selector: { matchLabels: { app: "web" } },
      template: { metadata: { labels: { app: "web" } }, spec: { containers: [{ name: "web", image: "web:1" }] } },
    },
  });
  new ApiObject(chart, "certificate", {
    apiVersion: "cert-manager.io/v1",
    kind: "Certificate",
    spec: { secretName: "tls", dnsNames: ["a.example.com"], issuerRef: { name: "ca", kind: "ClusterIssuer" } },
  });
  new ApiObject(chart, "whatever", {
    apiVersion: "example.com/v1alpha1",
    kind: "Whatever",
    flag: true,
    list: [[1], []],
  });
};
