import type { IConstruct } from "constructs";
import type { CopyParts } from "./cdk8s-copy.ts";

/** A construct and all below it, by number: parents before children. */
export interface TreeIndex {
  readonly constructs: readonly IConstruct[];
  /** -1 for the first. */
  readonly parent: readonly number[];
  /** The number after the last that stands below each. */
  readonly end: readonly number[];
  /** The nearest chart, the construct itself included; -1 where there is none. */
  readonly chart: readonly number[];
  readonly isObject: readonly boolean[];
  /** What each depends on, in the order of its node, as far as it stands here. */
  readonly dependencies: readonly (readonly number[])[];
  /** Tells whether any construct depends on any that stands here. */
  readonly hasDependencies: boolean;
}

/** Visits a tree once. Charts and objects are told as this copy of cdk8s tells them. */
export const indexTree = (root: IConstruct, { Chart, ApiObject }: CopyParts): TreeIndex => {
  const [constructs, parent, end, chart] = [[] as IConstruct[], [] as number[], [] as number[], [] as number[]];
  const isObject: boolean[] = [];
  const visit = (construct: IConstruct, above: number): void => {
    const index = constructs.push(construct) - 1;
    parent.push(above);
    chart.push(construct instanceof Chart ? index : (chart[above] ?? -1));
    isObject.push(construct instanceof ApiObject);
    for (const child of construct.node.children) visit(child, index);
    end[index] = constructs.length;
  };
  visit(root, -1);
  const dependencies = dependenciesAmong(constructs);
  const hasDependencies = dependencies !== NONE;
  return { constructs, parent, end, chart, isObject, dependencies, hasDependencies };
};

/** cdk8s tells constructs by their paths. */
const dependenciesAmong = (constructs: readonly IConstruct[]): readonly (readonly number[])[] => {
  const targets = constructs.map(({ node }) => node.dependencies);
  if (targets.every(({ length }) => length === 0)) return NONE;
  const byPath = new Map(constructs.map(({ node }, index) => [node.path, index]));
  return targets.map((all) => all.flatMap(({ node }) => byPath.get(node.path) ?? []));
};

const NONE: readonly (readonly number[])[] = [];
