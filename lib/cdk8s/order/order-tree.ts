import type { IConstruct } from "constructs";
import type { CopyParts } from "../cdk8s-copy.ts";
import { dependenciesOf } from "./dependencies-of.ts";
import { DependencyGraph } from "./dependency-graph.ts";
import { indexTree, type TreeIndex } from "./tree-index.ts";

/**
 * A construct and all below it in the order of cdk8s's own graph. Linear, where cdk8s is exponential and makes a product of the
 * objects below both ends of a dependency. Where dependencies go round, cdk8s itself is asked, for its words.
 */
export const orderTree = (root: IConstruct, parts: CopyParts): readonly IConstruct[] => {
  const constructs = root.node.findAll();
  const all = inPathOrder(root, constructs);
  if (constructs.every(({ node }) => node.dependencies.length === 0)) return all;
  const tree = indexTree(root, parts);
  const order = new DependencyGraph(tree).order(all.flatMap((construct) => tree.numbers.get(construct) ?? []));
  return order?.flatMap((index) => tree.constructs[index] ?? []) ?? orderOfCdk8s(root, tree, parts);
};

/** cdk8s keeps constructs by path in an object, which lists paths that look like integers first: only the topmost have such. */
const inPathOrder = (root: IConstruct, constructs: readonly IConstruct[]): readonly IConstruct[] => {
  const topmost = root.node.path === "" ? root.node.children : [root];
  if (!topmost.some(({ node }) => LIKE_AN_INTEGER.test(node.path))) return constructs;
  return Object.values(Object.fromEntries(constructs.map((construct) => [construct.node.path, construct] as const)));
};

const LIKE_AN_INTEGER = /^[0-9]+$/;

/** Throws with the cycle, as long as it is no construct that depends on itself alone, which cdk8s leaves out. */
const orderOfCdk8s = (root: IConstruct, tree: TreeIndex, parts: CopyParts): readonly IConstruct[] => {
  dependObjects(tree.constructs, parts);
  return new parts.DependencyGraph(root.node).topology();
};

/** Writes the product into the tree, as cdk8s does before it orders. */
const dependObjects = (constructs: readonly IConstruct[], { Chart, ApiObject }: CopyParts): void => {
  const objectsIn = (construct: IConstruct): readonly IConstruct[] =>
    construct.node.findAll().filter((below) => below instanceof ApiObject && Chart.of(below) === Chart.of(construct));
  for (const { source, target } of dependenciesOf(constructs)) {
    const sources = objectsIn(source);
    for (const to of objectsIn(target)) {
      for (const from of sources.filter((object) => object !== to)) from.node.addDependency(to);
    }
  }
};
