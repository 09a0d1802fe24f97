import type { Chart } from "cdk8s";
import type { IConstruct } from "constructs";
import { cdk8s } from "./cdk8s.ts";
import type { Walk } from "./walk.ts";

/**
 * Every chart after the charts in it and those that it depends on, as a whole or through something in it: the order in which
 * cdk8s's app gives them once it has been synthesized. Where dependencies go round, each chart comes all the same.
 */
export const orderCharts = ({ charts, constructs }: Pick<Walk, "charts" | "constructs">): readonly Chart[] => {
  const targets = targetsOf(charts, constructs);
  const isTarget = new Set([...targets.values()].flatMap((of) => [...of]));
  const ordered = new Set<Chart>();
  const seen = new Set<Chart>();
  const visit = (chart: Chart): void => {
    if (seen.has(chart)) return;
    seen.add(chart);
    for (const target of targets.get(chart) ?? []) visit(target);
    ordered.add(chart);
  };
  const inOrder = asJavaScriptHasThem(charts);
  for (const chart of inOrder.filter((each) => !isTarget.has(each))) visit(chart);
  for (const chart of inOrder) visit(chart);
  return [...ordered];
};

const targetsOf = (
  charts: readonly Chart[],
  constructs: readonly IConstruct[],
): ReadonlyMap<Chart, ReadonlySet<Chart>> => {
  const targets = new Map(charts.map((chart) => [chart, new Set<Chart>()]));
  const add = (source: Chart | undefined, target: Chart | undefined): void => {
    if (source !== undefined && target !== undefined && source !== target) targets.get(source)?.add(target);
  };
  for (const chart of charts) for (const target of chart.node.dependencies) if (isChart(target)) add(chart, target);
  for (const chart of charts) for (const child of chart.node.children) if (isChart(child)) add(chart, child);
  for (const source of constructs) {
    for (const target of source.node.dependencies) add(chartAround(source), chartAround(target));
  }
  return targets;
};

const isChart = (construct: IConstruct): construct is Chart => cdk8s.Chart.isChart(construct);

const chartAround = (construct: IConstruct): Chart | undefined => construct.node.scopes.findLast(isChart);

/** cdk8s keeps them as members called after their paths, of which those like integers come first. */
const asJavaScriptHasThem = (charts: readonly Chart[]): readonly Chart[] =>
  Object.values(Object.fromEntries(charts.map((chart) => [chart.node.path, chart])));
