import { ApiObject, type App, Chart } from "cdk8s";

/** Nulls, which cdk8s takes out. */
export const build = (app: App): void => {
  const chart = new Chart(app, "nulls");
  const object = new ApiObject(chart, "a", {
    apiVersion: "v1",
    kind: "A",
    metadata: { annotations: { gone: null as unknown as string }, labels: null as unknown as Record<string, string> },
    spec: { gone: null, list: [null, 1, { gone: null }], inner: { gone: null } },
    status: null,
  });
  object.metadata.add("managedFields", null);
};
