import { ApiObject, type App, Chart } from "cdk8s";

/** Objects that are written before what they need: cdk8s leaves them so. */
export const build = (app: App): void => {
  const chart = new Chart(app, "kinds", { namespace: "late" });
  const object = (kind: string, apiVersion = "v1"): ApiObject =>
    new ApiObject(chart, kind, { apiVersion, kind, metadata: { name: "late" } });
  object("Ingress", "networking.k8s.io/v1");
  object("Deployment", "apps/v1");
  object("Service");
  object("ConfigMap");
  object("Namespace");
  object("CustomResourceDefinition", "apiextensions.k8s.io/v1");
};
