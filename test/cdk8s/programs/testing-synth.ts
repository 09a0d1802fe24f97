import { ApiObject, type App, Chart, Testing } from "cdk8s";

/** A program that looks at its own charts, by each of cdk8s's ways, and counts. */
export const build = (app: App): void => {
  const chart = new Chart(app, "seen", { labels: { a: "b" } });
  const [a, b] = ["a", "b"].map((id) => new ApiObject(chart, id, { apiVersion: "v1", kind: "ConfigMap" })) as [
    ApiObject,
    ApiObject,
  ];
  a.addDependency(b);
  const names = (Testing.synth(chart) as { metadata: { name: string } }[]).map(({ metadata }) => metadata.name);
  new ApiObject(new Chart(app, "counts"), "counts", {
    apiVersion: "v1",
    kind: "ConfigMap",
    data: {
      order: names.join(),
      objects: chart.apiObjects.map(({ name }) => name).join(),
      again: JSON.stringify(chart.toJson()),
    },
  });
};
