import { ApiObject, type App, Chart, JsonPatch } from "cdk8s";
import { Deployment, Service } from "cdk8s-plus-28";

/** A walk over all that there is, as aspects do it. */
export const build = (app: App): void => {
  for (const id of ["a", "b"]) {
    const chart = new Chart(app, id);
    new Deployment(chart, "web", { containers: [{ image: "web:1", portNumber: 80 }] }).exposeViaService();
    new Service(chart, "none", { ports: [{ port: 1 }] });
  }
  for (const construct of app.node.findAll()) {
    if (construct instanceof Chart || !ApiObject.isApiObject(construct)) continue;
    construct.metadata.addLabel("visited", `${construct.node.scopes.length}`);
    if (construct.kind === "Deployment") construct.addJsonPatch(JsonPatch.add("/spec/revisionHistoryLimit", 3));
  }
};
