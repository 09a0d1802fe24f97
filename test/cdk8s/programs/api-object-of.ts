import { ApiObject, type App, Chart, JsonPatch } from "cdk8s";
import { Deployment } from "cdk8s-plus-28";

/** The object behind a construct, changed by patches. */
export const build = (app: App): void => {
  const chart = new Chart(app, "of");
  const deployment = new Deployment(chart, "web", { containers: [{ image: "web:1" }] });
  const object = ApiObject.of(deployment);
  object.metadata.addAnnotation("found", object.name);
  object.addJsonPatch(
    JsonPatch.replace("/spec/replicas", 5),
    JsonPatch.remove("/spec/strategy"),
    JsonPatch.add("/spec/template/spec/nodeSelector", { disk: "ssd" }),
  );
};
