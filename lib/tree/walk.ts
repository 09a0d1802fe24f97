import type { ApiObject, Chart } from "cdk8s";
import type { IConstruct } from "constructs";
import { cdk8s } from "./cdk8s.ts";

/** A tree, or what stands in one chart of it, the chart with it. */
export interface TreePart {
  /** Every construct, parents before children. */
  readonly constructs: readonly IConstruct[];
  readonly charts: readonly Chart[];
}

/** A tree, visited once. */
export interface Walk extends TreePart {
  /** Every object of Kubernetes' API, of any library, with its nearest chart. */
  readonly objects: readonly ObjectInTree[];
  readonly below: (chart: Chart) => TreePart;
}

/** An object of Kubernetes' API and the chart that it belongs to. */
export interface ObjectInTree {
  readonly object: ApiObject;
  readonly chart: Chart;
}

/** Visits a construct and all that stands below it. */
export const walkTree = (root: IConstruct): Walk => {
  const walk: Growing = { constructs: [], objects: [], charts: [], spans: new Map() };
  visit(root, undefined, walk);
  const { constructs, objects, charts, spans } = walk;
  const below = (chart: Chart): TreePart => {
    const span = spans.get(chart) ?? NOTHING;
    return { constructs: constructs.slice(...span.constructs), charts: charts.slice(...span.charts) };
  };
  return { constructs, objects, charts, below };
};

interface Growing {
  readonly constructs: IConstruct[];
  readonly objects: ObjectInTree[];
  readonly charts: Chart[];
  /** A chart and all below it stand together, since parents come before children. */
  readonly spans: Map<Chart, Spans>;
}

interface Spans {
  readonly constructs: Span;
  readonly charts: Span;
}

/** From an index to before another. */
type Span = readonly [number, number];

const NOTHING: Spans = { constructs: [0, 0], charts: [0, 0] };

const visit = (construct: IConstruct, around: Chart | undefined, walk: Growing): void => {
  if (cdk8s.Chart.isChart(construct)) {
    visitChart(construct, walk);
    return;
  }
  walk.constructs.push(construct);
  if (around !== undefined && cdk8s.ApiObject.isApiObject(construct)) {
    walk.objects.push({ object: construct, chart: around });
  }
  for (const child of construct.node.children) visit(child, around, walk);
};

const visitChart = (chart: Chart, walk: Growing): void => {
  const { constructs, charts, spans } = walk;
  const [first, firstChart] = [constructs.length, charts.length];
  constructs.push(chart);
  charts.push(chart);
  for (const child of chart.node.children) visit(child, chart, walk);
  spans.set(chart, { constructs: [first, constructs.length], charts: [firstChart, charts.length] });
};
