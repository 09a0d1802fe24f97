import type { IConstruct } from "constructs";
import type { CopyParts } from "../cdk8s-copy.ts";

/** A construct and all below it, by number: parents before children. */
export interface TreeIndex {
  readonly constructs: readonly IConstruct[];
  readonly numbers: ReadonlyMap<IConstruct, number>;
  /** -1 for the first. */
  readonly parent: readonly number[];
  /** The number after the last that stands below each. */
  readonly end: readonly number[];
  /** The nearest chart, the construct itself included; -1 where there is none. */
  readonly chart: readonly number[];
  readonly isObject: readonly boolean[];
  /** What each depends on, in the order of its node, as far as it stands here. */
  readonly dependencies: readonly (readonly number[])[];
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
  const numbers = new Map(constructs.map((construct, index) => [construct, index] as const));
  return { constructs, numbers, parent, end, chart, isObject, dependencies: dependenciesAmong(constructs, numbers) };
};

/** cdk8s knows constructs by their paths: one of another tree stands for the one here that has the same. */
const dependenciesAmong = (
  constructs: readonly IConstruct[],
  numbers: TreeIndex["numbers"],
): readonly (readonly number[])[] => {
  let byPath: ReadonlyMap<string, number> | undefined;
  const numberOf = (target: IConstruct): number | undefined => {
    if (numbers.has(target)) return numbers.get(target);
    byPath ??= new Map(constructs.map(({ node }, index) => [node.path, index]));
    return byPath.get(target.node.path);
  };
  return constructs.map(({ node }) => node.dependencies.flatMap((target) => numberOf(target) ?? []));
};
