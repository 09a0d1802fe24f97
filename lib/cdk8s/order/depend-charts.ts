import type { IConstruct } from "constructs";
import type { CopyParts } from "../cdk8s-copy.ts";
import { dependenciesOf } from "./dependencies-of.ts";

/**
 * Writes into the tree what cdk8s writes there about charts: one depends on the charts directly below it, and on every chart
 * that something in it depends on. Tells whether there is any such dependency, which numbers the output files.
 * What cdk8s adds between objects is not written, since that is a product: see `orderTree`.
 */
export const dependCharts = (constructs: readonly IConstruct[], { Chart }: CopyParts): boolean => {
  let hasDependentCharts = false;
  for (const chart of constructs.filter((construct) => construct instanceof Chart)) {
    for (const child of chart.node.children.filter((below) => below instanceof Chart)) {
      chart.node.addDependency(child);
      hasDependentCharts = true;
    }
  }
  for (const { source, target } of dependenciesOf(constructs)) {
    const [from, to] = [Chart.of(source), Chart.of(target)];
    if (from === to) continue;
    from.node.addDependency(to);
    hasDependentCharts = true;
  }
  return hasDependentCharts;
};
