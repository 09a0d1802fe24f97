import type { ApiObject, Chart } from "cdk8s";
import type { CopyParts } from "../cdk8s-copy.ts";
import { orderTree } from "./order-tree.ts";

/** A chart's own objects in the order in which cdk8s writes them. Throws where dependencies go round. */
export const chartObjects = (chart: Chart, parts: CopyParts): readonly ApiObject[] =>
  orderTree(chart, parts).filter(
    (construct): construct is ApiObject =>
      construct instanceof parts.ApiObject && (construct.node.scope === chart || parts.Chart.of(construct) === chart),
  );
