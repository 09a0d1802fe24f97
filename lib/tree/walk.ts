import type { ApiObject, Chart } from "cdk8s";
import type { IConstruct } from "constructs";
import { cdk8s } from "./cdk8s.ts";
import { type Facts, gatherFacts, statesFacts } from "./fact.ts";

/** A tree, visited once. */
export interface Walk extends Held {
  /** Every construct, parents before children. */
  readonly constructs: readonly IConstruct[];
  /** Every object of Kubernetes' API, of any library, with its nearest chart. */
  readonly objects: readonly ObjectInTree[];
  /** The same of a chart of the tree, the chart with it. */
  readonly below: (chart: Chart) => Held;
}

/** The charts of a tree, or of a part of it, and all that its constructs state. */
export interface Held {
  readonly charts: readonly Chart[];
  readonly facts: Facts;
}

/** An object of Kubernetes' API and the chart that it belongs to. */
export interface ObjectInTree {
  readonly object: ApiObject;
  readonly chart: Chart;
}

/** Visits a construct and all that stands below it. */
export const walkTree = (root: IConstruct): Walk => {
  const walk: Growing = { constructs: [], objects: [], charts: [], stating: [], spans: new Map() };
  visit(root, undefined, walk);
  const { charts, stating, spans } = walk;
  const known = new Map<Chart, Held>();
  const below = (chart: Chart): Held => {
    const span = spans.get(chart) ?? NOTHING;
    const held = known.get(chart) ?? {
      charts: charts.slice(...span.charts),
      facts: gatherFacts(stating.slice(...span.stating)),
    };
    known.set(chart, held);
    return held;
  };
  return { constructs: walk.constructs, objects: walk.objects, charts, facts: gatherFacts(stating), below };
};

interface Growing {
  readonly constructs: IConstruct[];
  readonly objects: ObjectInTree[];
  readonly charts: Chart[];
  /** Constructs that state facts. */
  readonly stating: IConstruct[];
  /** A chart and all below it stand together, since parents come before children. */
  readonly spans: Map<Chart, Spans>;
}

interface Spans {
  readonly charts: Span;
  readonly stating: Span;
}

/** From an index to before another. */
type Span = readonly [number, number];

const NOTHING: Spans = { charts: [0, 0], stating: [0, 0] };

const visit = (construct: IConstruct, around: Chart | undefined, walk: Growing): void => {
  if (cdk8s.Chart.isChart(construct)) {
    visitChart(construct, walk);
    return;
  }
  add(construct, walk);
  if (around !== undefined && cdk8s.ApiObject.isApiObject(construct)) {
    walk.objects.push({ object: construct, chart: around });
  }
  for (const child of construct.node.children) visit(child, around, walk);
};

const visitChart = (chart: Chart, walk: Growing): void => {
  const [charts, stating] = [walk.charts.length, walk.stating.length];
  walk.charts.push(chart);
  add(chart, walk);
  for (const child of chart.node.children) visit(child, chart, walk);
  walk.spans.set(chart, { charts: [charts, walk.charts.length], stating: [stating, walk.stating.length] });
};

const add = (construct: IConstruct, { constructs, stating }: Growing): void => {
  constructs.push(construct);
  if (statesFacts(construct)) stating.push(construct);
};
