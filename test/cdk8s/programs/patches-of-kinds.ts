import { type App, Chart, JsonPatch } from "cdk8s";
import { k8s } from "cdk8s-plus-28";

/** Patches of generated kinds, whose toJson() drops what it does not know. */
export const build = (app: App): void => {
  const chart = new Chart(app, "kinds");
  const service = new k8s.KubeService(chart, "service", {
    spec: { ports: [{ port: 80, targetPort: k8s.IntOrString.fromNumber(80) }] },
  });
  service.addJsonPatch(JsonPatch.add("/spec/clusterIP", "None"), JsonPatch.add("/spec/ports/0/name", "http"));
  const deployment = new k8s.KubeDeployment(chart, "deployment", {
    spec: { selector: {}, template: { spec: { containers: [{ name: "a", image: "a:1" }] } } },
  });
  deployment.addJsonPatch(
    JsonPatch.replace("/spec/template/spec/containers/0/image", "a:2"),
    JsonPatch.add("/spec/paused", true),
  );
};
