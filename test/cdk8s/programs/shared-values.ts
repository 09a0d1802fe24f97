import { ApiObject, type App, Chart } from "cdk8s";

/** One value in several objects, which is changed by none. */
export const build = (app: App): void => {
  const chart = new Chart(app, "shared");
  const labels = { app: "shared" };
  const spec = { selector: labels, again: labels, list: [labels, labels] };
  new ApiObject(chart, "a", { apiVersion: "v1", kind: "A", metadata: { labels }, spec }).metadata.addLabel("only", "a");
  new ApiObject(chart, "b", { apiVersion: "v1", kind: "A", metadata: { labels }, spec });
};
