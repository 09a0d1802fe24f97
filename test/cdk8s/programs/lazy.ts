import { ApiObject, type App, Chart, Lazy } from "cdk8s";

/** Values that are known later: scalars, whole parts, nothing, one within another, and in metadata. */
export const build = (app: App): void => {
  const chart = new Chart(app, "lazy");
  const seen: string[] = [];
  const lazy = (value: () => unknown): never => Lazy.any({ produce: value }) as never;
  new ApiObject(chart, "a", {
    apiVersion: "v1",
    kind: "ConfigMap",
    metadata: { annotations: { seen: lazy(() => seen.join(",")) }, labels: { nothing: lazy(() => undefined) } },
    data: {
      count: lazy(() => `${seen.length}`),
      nested: lazy(() => ({ deep: lazy(() => [1, lazy(() => 2)]) })),
      nothing: lazy(() => undefined),
    },
  });
  seen.push("one", "two");
};
