import { type App, Chart, Size } from "cdk8s";
import {
  ConfigMap,
  Cpu,
  Deployment,
  EnvValue,
  type IConfigMap,
  Ingress,
  IngressBackend,
  Probe,
  Service,
  ServiceType,
  Volume,
} from "cdk8s-plus-28";

/** A web application of cdk8s-plus. */
export const build = (app: App): void => {
  const chart = new Chart(app, "web", { namespace: "web" });
  const settings = new ConfigMap(chart, "settings", { data: { "app.ini": "a = 1\nb = 2\n" }, immutable: true });
  const deployment = new Deployment(chart, "deployment", {
    replicas: 3,
    containers: [
      {
        image: "registry.example.com/web:1.2.3",
        portNumber: 8080,
        envVariables: { LANG: EnvValue.fromValue("C"), INI: EnvValue.fromConfigMap(settings as IConfigMap, "app.ini") },
        liveness: Probe.fromHttpGet("/healthz"),
        resources: { cpu: { request: Cpu.millis(50) }, memory: { limit: Size.mebibytes(128) } },
      },
    ],
  });
  deployment.containers[0]?.mount("/etc/app", Volume.fromConfigMap(chart, "volume", settings as IConfigMap));
  const service = deployment.exposeViaService({
    serviceType: ServiceType.NODE_PORT,
    ports: [{ port: 80, targetPort: 8080 }],
  });
  new Ingress(chart, "ingress", {
    rules: [
      { host: "b.example.com", path: "/b", backend: IngressBackend.fromService(service) },
      { host: "a.example.com", path: "/", backend: IngressBackend.fromService(service) },
    ],
  });
  new Service(chart, "external", {
    type: ServiceType.EXTERNAL_NAME,
    externalName: "db.example.com",
    ports: [{ port: 3306 }],
  });
};
