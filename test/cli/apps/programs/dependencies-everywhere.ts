import { ApiObject, type App, Chart } from "cdk8s";
import { Construct, DependencyGroup, type IConstruct } from "constructs";

const configMap = (scope: Construct, id: string): ApiObject =>
  new ApiObject(scope, id, { apiVersion: "v1", kind: "ConfigMap", data: { id } });

const group = (scope: Construct, id: string): Construct => {
  const made = new Construct(scope, id);
  for (const name of ["b", "a", "2", "1"]) configMap(made, name);
  return made;
};

/** Objects, groups, groups of several and charts depend on each other, within a chart, across charts, and on what stands around them. */
export const build = (app: App): void => {
  const charts = ["web", "db", "10", "9"].map((id) => new Chart(app, id));
  const groups = charts.map((chart) => [group(chart, "late"), group(chart, "early"), group(chart, "alone")] as const);
  const depend = (source: IConstruct | undefined, target: IConstruct | undefined): void => {
    if (source !== undefined && target !== undefined) source.node.addDependency(target);
  };
  for (const [late, early, alone] of groups) {
    depend(late, early);
    depend(alone.node.tryFindChild("a"), late);
    depend(early.node.tryFindChild("1"), early.node.tryFindChild("b"));
  }
  depend(charts[0], charts[1]);
  depend(groups[2]?.[0].node.tryFindChild("a"), groups[3]?.[1]);
  const [first, second] = groups;
  if (first !== undefined && second !== undefined)
    first[2].node.addDependency(new DependencyGroup(second[0], second[1]));
  const nested = new Chart(groups[1]?.[2] ?? app, "nested");
  depend(configMap(nested, "inner"), configMap(nested, "other"));
};
