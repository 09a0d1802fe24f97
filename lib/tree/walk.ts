import type { ApiObject, Chart } from "cdk8s";
import type { IConstruct } from "constructs";
import { cdk8s } from "./cdk8s.ts";

/** A tree, visited once. */
export interface Walk {
  /** Every construct, parents before children. */
  readonly constructs: readonly IConstruct[];
  /** Every object of Kubernetes' API, of any library, with its nearest chart. */
  readonly objects: readonly ObjectInTree[];
  readonly charts: readonly Chart[];
}

/** An object of Kubernetes' API and the chart that it belongs to. */
export interface ObjectInTree {
  readonly object: ApiObject;
  readonly chart: Chart;
}

/** Visits a construct and all that stands below it. */
export const walkTree = (root: IConstruct): Walk => {
  const walk = { constructs: [] as IConstruct[], objects: [] as ObjectInTree[], charts: [] as Chart[] };
  visit(root, undefined, walk);
  return walk;
};

interface Growing {
  constructs: IConstruct[];
  objects: ObjectInTree[];
  charts: Chart[];
}

const visit = (construct: IConstruct, around: Chart | undefined, walk: Growing): void => {
  walk.constructs.push(construct);
  let chart = around;
  if (cdk8s.Chart.isChart(construct)) {
    chart = construct;
    walk.charts.push(chart);
  } else if (chart !== undefined && cdk8s.ApiObject.isApiObject(construct)) {
    walk.objects.push({ object: construct, chart });
  }
  for (const child of construct.node.children) visit(child, chart, walk);
};
