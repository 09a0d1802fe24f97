import { ApiObject, App, type AppProps, Chart } from "cdk8s";
import { kindsSite } from "./kinds-site.ts";
import { type KindName, type Kit, siteName } from "./kit.ts";

/** The same sites of cdk8s's plain objects, which no generated code stands around, each a chart. */
export const objectApp = (sites: number, props: AppProps): App => {
  const app = new App(props);
  for (let index = 0; index < sites; index += 1) kindsSite(kitOf(new Chart(app, siteName(index))), index);
  return app;
};

const kitOf = (chart: Chart): Kit => ({
  make: (kind, id, fields) => new ApiObject(chart, id, { apiVersion: API_VERSIONS[kind], kind, ...fields }),
  quantity: (text) => text,
  port: (port) => port,
});

const API_VERSIONS: Readonly<Record<KindName, string>> = {
  ConfigMap: "v1",
  Deployment: "apps/v1",
  Ingress: "networking.k8s.io/v1",
  Namespace: "v1",
  NetworkPolicy: "networking.k8s.io/v1",
  PersistentVolume: "v1",
  PersistentVolumeClaim: "v1",
  Secret: "v1",
  Service: "v1",
};
