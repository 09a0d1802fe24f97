import { ApiObject, type App, Chart } from "cdk8s";

/** Dependencies that go round, over two charts. */
export const build = (app: App): void => {
  const [a, b] = ["a", "b"].map((id) => {
    const chart = new Chart(app, id);
    return [chart, new ApiObject(chart, "object", { apiVersion: "v1", kind: "ConfigMap" })] as const;
  }) as [readonly [Chart, ApiObject], readonly [Chart, ApiObject]];
  a[1].addDependency(b[0]);
  b[1].addDependency(a[1]);
};
