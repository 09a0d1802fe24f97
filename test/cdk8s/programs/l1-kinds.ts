import { type App, Chart } from "cdk8s";
import { k8s } from "cdk8s-plus-28";

/** Generated kinds, with the unions that they take. */
export const build = (app: App): void => {
  const chart = new Chart(app, "kinds", { namespace: "kinds", labels: { team: "a" } });
  new k8s.KubeNamespace(chart, "namespace", { metadata: { name: "kinds" } });
  new k8s.KubeStorageClass(chart, "class", { provisioner: "example.com/disk", allowVolumeExpansion: false });
  new k8s.KubePersistentVolume(chart, "volume", {
    spec: {
      capacity: { storage: k8s.Quantity.fromString("10Gi") },
      accessModes: ["ReadWriteMany"],
      nfs: { server: "10.0.0.10", path: "/srv" },
    },
  });
  new k8s.KubeService(chart, "service", {
    spec: {
      selector: { app: "a" },
      ports: [
        { port: 80, targetPort: k8s.IntOrString.fromString("http") },
        { name: "b", port: 81, targetPort: k8s.IntOrString.fromNumber(8081) },
      ],
    },
  });
  new k8s.KubePodDisruptionBudget(chart, "budget", {
    spec: { minAvailable: k8s.IntOrString.fromString("50%"), selector: {} },
  });
  new k8s.KubeResourceQuota(chart, "quota", {
    spec: { hard: { pods: k8s.Quantity.fromNumber(10), cpu: k8s.Quantity.fromString("500m") } },
  });
  new k8s.KubeLimitRange(chart, "limits", {
    spec: { limits: [{ type: "Container", default: { memory: k8s.Quantity.fromString("1Gi") } }] },
  });
  new k8s.KubePriorityClass(chart, "priority", { value: 1000, globalDefault: false });
  new k8s.KubeCustomResourceDefinition(chart, "definition", {
    metadata: { name: "things.example.com" },
    spec: {
      group: "example.com",
      names: { kind: "Thing", plural: "things" },
      scope: "Namespaced",
      versions: [
        {
          name: "v1",
          served: true,
          storage: true,
          schema: { openApiv3Schema: { type: "object", properties: { default: { type: "string" } } } },
        },
      ],
    },
  });
  new k8s.KubeValidatingWebhookConfiguration(chart, "webhook", { webhooks: [] });
  new k8s.KubeIngressClass(chart, "ingress-class", { spec: { controller: "example.com/ingress" } });
};
