import { ApiObject, type App, Chart } from "cdk8s";
import { Construct } from "constructs";

const object = (scope: Construct, id: string, kind = "ConfigMap"): ApiObject =>
  new ApiObject(scope, id, { apiVersion: "v1", kind });

/** Dependencies between objects, and between constructs with several below them. */
export const build = (app: App): void => {
  const chart = new Chart(app, "chart");
  const group = new Construct(chart, "group");
  const [last, first] = [object(group, "last"), object(group, "first")];
  const other = new Construct(chart, "other");
  const below = [object(other, "x"), object(other, "y", "Secret")];
  last.addDependency(first);
  group.node.addDependency(other);
  below[1]?.addDependency(...below.slice(0, 1));
  object(chart, "alone").addDependency(group, below[0] as ApiObject);
};
