import { App, type AppProps, Chart } from "cdk8s";
import { k8s } from "cdk8s-plus-28";
import { kindsSite } from "./kinds-site.ts";
import { type KindName, type Kit, siteName } from "./kit.ts";

/** The same sites, of cdk8s's own typed kinds, each a chart. */
export const kubeApp = (sites: number, props: AppProps): App => {
  const app = new App(props);
  for (let index = 0; index < sites; index += 1) kindsSite(kitOf(new Chart(app, siteName(index))), index);
  return app;
};

const kitOf = (chart: Chart): Kit => ({
  make: (kind, id, fields) => new KINDS[kind](chart, id, fields),
  quantity: (text) => k8s.Quantity.fromString(text),
  port: (port) => (typeof port === "number" ? k8s.IntOrString.fromNumber(port) : k8s.IntOrString.fromString(port)),
});

type AnyKind = new (scope: Chart, id: string, fields: object) => unknown;

const KINDS: Readonly<Record<KindName, AnyKind>> = {
  ConfigMap: k8s.KubeConfigMap,
  Deployment: k8s.KubeDeployment,
  Ingress: k8s.KubeIngress,
  Namespace: k8s.KubeNamespace,
  NetworkPolicy: k8s.KubeNetworkPolicy,
  PersistentVolume: k8s.KubePersistentVolume,
  PersistentVolumeClaim: k8s.KubePersistentVolumeClaim,
  Secret: k8s.KubeSecret,
  Service: k8s.KubeService,
};
