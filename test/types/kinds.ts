// Compiled by `npm run check`, never run: every `@ts-expect-error` is a mistake that the types must catch.
import type { Construct } from "constructs";
import { Cluster, type Namespace, rke } from "kumiki";
import { Deployment, type DeploymentProps } from "kumiki/k8s/apps/v1";
import { ConfigMap, PersistentVolume, Service } from "kumiki/k8s/core/v1";
import { Ingress } from "kumiki/k8s/networking.k8s.io/v1";
import type { Override } from "../../lib/manifest/override.ts";

declare const scope: Construct;
declare const cluster: Cluster;
declare const namespace: Namespace;

new ConfigMap(namespace, "a", { data: { key: "" } });
new ConfigMap(scope, "a");
new PersistentVolume(cluster, "a");
new Service(namespace, "a", { spec: { type: "NodePort", ports: [{ port: 80, targetPort: "http" }] } });

// @ts-expect-error A ConfigMap lives in a namespace.
new ConfigMap(cluster, "a");
// @ts-expect-error No such field.
new ConfigMap(namespace, "a", { dta: {} });
// @ts-expect-error No such type of Service.
new Service(namespace, "a", { spec: { type: "Nodeport" } });
// @ts-expect-error Replicas are a number.
new Deployment(namespace, "a", { spec: { replicas: "3", selector: {}, template: {} } });
// @ts-expect-error Every release requires a selector.
new Deployment(namespace, "a", { spec: { template: {} } });
// @ts-expect-error A path needs its type.
new Ingress(namespace, "a", { spec: { rules: [{ http: { paths: [{ path: "/", backend: {} }] } }] } });

const override = (value: Override<DeploymentProps>): Override<DeploymentProps> => value;
override({ spec: { replicas: null, template: { spec: { containers: [{ name: "a", $patch: "delete" }] } } } });
// @ts-expect-error No such field, deep inside.
override({ spec: { template: { spec: { terminationGraceSeconds: 60 } } } });

const lecture = new Cluster(scope, "lecture", {
  kubernetes: "1.30",
  provisioner: rke({ release: "1.8.14" }),
  ssh: { user: "ubuntu" },
  nodes: { "node-1": { address: "203.0.113.11" } },
});
lecture.machine("node-1");
// @ts-expect-error The cluster has no such machine.
lecture.machine("node-4");
const plain: Cluster = lecture;
plain.machine("whichever");

new Cluster(scope, "newer", {
  // @ts-expect-error RKE 1.8.14 installs no such Kubernetes.
  kubernetes: "1.33",
  provisioner: rke({ release: "1.8.14" }),
  ssh: { user: "ubuntu" },
  nodes: { "node-1": { address: "203.0.113.11" } },
});
