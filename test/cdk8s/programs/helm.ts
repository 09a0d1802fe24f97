import { join } from "node:path";
import { type App, Chart, Helm, JsonPatch } from "cdk8s";
import type { World } from "../program.ts";

/** A Helm chart with values, and one of its objects patched. */
export const build = (app: App, { fixtures, helm }: World): void => {
  const chart = new Chart(app, "helm");
  const release = new Helm(chart, "release", {
    chart: join(fixtures, "chart"),
    helmExecutable: helm,
    namespace: "shop",
    values: { replicas: 3, greeting: "hello: world", nothing: null },
  });
  const deployment = release.apiObjects.find(({ kind }) => kind === "Deployment");
  deployment?.addJsonPatch(JsonPatch.add("/metadata/annotations", { "example.com/patched": "yes" }));
  new Helm(chart, "second", { chart: join(fixtures, "chart"), helmExecutable: helm, releaseName: "other" });
};
