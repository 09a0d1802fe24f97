import type { Chart } from "cdk8s";
import { jsiiNameOf } from "./jsii-name.ts";
import { isOwnChart } from "./own-chart.ts";

/** Tells whether a program's own chart has a `toJson()` of its own: cdk8s writes what that gives, and so do we. */
export const overridesToJson = (chart: Chart): boolean => {
  if (Object.hasOwn(chart, "toJson")) return true;
  for (let at = Object.getPrototypeOf(chart) as object; ; at = Object.getPrototypeOf(at) as object) {
    if (Object.hasOwn(at, "toJson")) return !isOfALibrary(at, isOwnChart(chart));
  }
};

/** cdk8s's own, or that of a Cluster or a Namespace, which are what stands directly on it. */
const isOfALibrary = (prototype: object, isOwn: boolean): boolean =>
  isCdk8sChart(prototype) || (isOwn && isCdk8sChart(Object.getPrototypeOf(prototype) as object));

const isCdk8sChart = ({ constructor }: object): boolean => jsiiNameOf(constructor) === "cdk8s.Chart";
