import type { Chart } from "cdk8s";
import { isOwnChart } from "./own-chart.ts";

/** How jsii names a class, whichever copy of a library it comes from. */
const JSII_TYPE = Symbol.for("jsii.rtti");

/** Tells whether a program's own chart has a `toJson()` of its own: cdk8s writes what that gives, and so do we. */
export const overridesToJson = (chart: Chart): boolean => {
  for (let at: object = chart; ; at = Object.getPrototypeOf(at) as object) {
    if (Object.hasOwn(at, "toJson")) return !isOfALibrary(at, isOwnChart(chart));
  }
};

/** cdk8s's own, or that of a Cluster or a Namespace, which are what stands directly on it. */
const isOfALibrary = (prototype: object, isOwn: boolean): boolean =>
  isCdk8sChart(prototype) || (isOwn && isCdk8sChart(Object.getPrototypeOf(prototype) as object));

const isCdk8sChart = ({ constructor }: object): boolean => {
  const type = Object.hasOwn(constructor, JSII_TYPE)
    ? (constructor as { [JSII_TYPE]?: { readonly fqn?: string } })[JSII_TYPE]
    : undefined;
  return type?.fqn === "cdk8s.Chart";
};
