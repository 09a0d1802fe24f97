import type { IConstruct } from "constructs";
import { groupBy } from "../manifest/group-by.ts";
import { cdk8s } from "./cdk8s.ts";
import { isWithin } from "./is-within.ts";

/** A cycle of dependencies, as a path of constructs whose last is its first. */
interface Cycle {
  readonly constructs: readonly IConstruct[];
}

/** The objects in order, or the cycle that allows none. */
export type Ordered<T> = { readonly order: readonly T[] } | { readonly cycle: Cycle };

/** What is to be ordered: one entry for an object, or several that stay together. */
export interface OrderInput<T extends { readonly object: IConstruct }> {
  /** In the order that holds where no dependency says otherwise. */
  readonly objects: readonly T[];
  /** Every construct of the tree. */
  readonly constructs: readonly IConstruct[];
  /** @default - what the constructs say now */
  readonly dependencies?: readonly Dependency[];
}

/** That one construct, and all below it, comes after another. */
export interface Dependency {
  readonly source: IConstruct;
  readonly target: IConstruct;
}

/**
 * Puts objects after what they depend on, and leaves them in their order otherwise. A dependency between constructs holds
 * for all objects below them; each construct has one vertex that opens and one that closes it, so the work is linear in
 * the tree and its dependencies, whatever hangs below.
 */
export const orderObjects = <T extends { readonly object: IConstruct }>(input: OrderInput<T>): Ordered<T> => {
  const { dependencies = dependenciesOf(input.constructs) } = input;
  if (dependencies.length === 0) return { order: input.objects };
  const graph = new Graph(input.constructs, dependencies);
  return graph.order(input.objects);
};

/** All that stands below `upper` beside the way down to `lower`: the rest of a whole that one of its parts depends on, or that depends on the part. */
const besides = (upper: IConstruct, lower: IConstruct): readonly IConstruct[] => {
  const found: IConstruct[] = [];
  for (let at = lower; at !== upper && at.node.scope !== undefined; at = at.node.scope) {
    found.push(...at.node.scope.node.children.filter((child) => child !== at));
  }
  return found;
};

/** What depends on what: to be read before a plain chart is asked for its `toJson()`, in which cdk8s writes into the tree. */
export const dependenciesOf = (constructs: readonly IConstruct[]): readonly Dependency[] => {
  const found: Dependency[] = [];
  for (const source of constructs) {
    for (const target of source.node.dependencies) {
      if (target !== source && !areNestedCharts(source, target)) found.push({ source, target });
    }
  }
  return found;
};

/**
 * Where a program asks a plain chart for its `toJson()`, cdk8s writes into the tree that every chart depends on the charts in
 * it, and on the chart around it where an object of it depends on one of that. Neither is the program's own.
 */
const areNestedCharts = (a: IConstruct, b: IConstruct): boolean =>
  cdk8s.Chart.isChart(a) && cdk8s.Chart.isChart(b) && (isWithin(a, b) || isWithin(b, a));

/**
 * Each construct opens (2n) after its parent opened, and closes (2n+1) after it opened and its children closed; a source opens after
 * its target closed. What follows from the tree is read from it: lists of it all would be most of what a large tree costs here.
 */
class Graph {
  readonly #index: ReadonlyMap<IConstruct, number>;
  readonly #constructs: readonly IConstruct[];
  /** By construct: its parent, its first child and the child of its parent after it; none is -1. */
  readonly #parents: Int32Array;
  readonly #firstChildren: Int32Array;
  readonly #nextSiblings: Int32Array;
  /** What comes before a construct opens because of dependencies. */
  readonly #demands = new Map<number, number[]>();

  constructor(constructs: readonly IConstruct[], dependencies: readonly Dependency[]) {
    this.#constructs = constructs;
    this.#index = new Map(constructs.map((construct, index) => [construct, index]));
    const [parents, firstChildren, nextSiblings] = [noneOf(constructs), noneOf(constructs), noneOf(constructs)];
    // From the end, so that the first child is the one that comes last here.
    for (let index = constructs.length - 1; index >= 0; index -= 1) {
      const scope = constructs[index]?.node.scope;
      const parent = (scope === undefined ? undefined : this.#index.get(scope)) ?? NONE;
      parents[index] = parent;
      if (parent === NONE) continue;
      nextSiblings[index] = firstChildren[parent] ?? NONE;
      firstChildren[parent] = index;
    }
    this.#parents = parents;
    this.#firstChildren = firstChildren;
    this.#nextSiblings = nextSiblings;
    for (const { source, target } of dependencies) this.#depend(source, target);
  }

  order<T extends { readonly object: IConstruct }>(objects: readonly T[]): Ordered<T> {
    const visit = new Visit(this);
    const order: T[] = [];
    const byVertex = groupBy(objects, ({ object }) => this.#openOf(object));
    for (const { object } of objects) {
      const cycle = visit.finish(this.#openOf(object), (vertex) => {
        order.push(...(byVertex.get(vertex) ?? []));
      });
      if (cycle !== undefined) return { cycle: { constructs: this.#constructsOf(cycle) } };
    }
    return { order };
  }

  /** How many vertices there are. */
  get size(): number {
    return this.#constructs.length * 2;
  }

  /** What comes before a vertex, one after the other: each is asked for with the one that was given last, and how many were. */
  before(vertex: number, last: number, given: number): number {
    const construct = vertex >> 1;
    if (vertex % 2 === 1) {
      if (given === 0) return vertex - 1;
      const child = (given === 1 ? this.#firstChildren[construct] : this.#nextSiblings[last >> 1]) ?? NONE;
      return child === NONE ? NONE : child * 2 + 1;
    }
    const parent = this.#parents[construct] ?? NONE;
    if (given === 0 && parent !== NONE) return parent * 2;
    return this.#demands.get(vertex)?.[given - (parent === NONE ? 0 : 1)] ?? NONE;
  }

  #depend(source: IConstruct, target: IConstruct): void {
    const [from, to] = [this.#index.get(source), this.#index.get(target)];
    if (from === undefined || to === undefined) return;
    if (isWithin(source, target)) {
      for (const sibling of besides(target, source)) this.#demand(this.#closeOf(sibling), from * 2);
    } else if (isWithin(target, source)) {
      for (const sibling of besides(source, target)) this.#demand(to * 2 + 1, this.#openOf(sibling));
    } else this.#demand(to * 2 + 1, from * 2);
  }

  #openOf(construct: IConstruct): number {
    return (this.#index.get(construct) ?? 0) * 2;
  }

  #closeOf(construct: IConstruct): number {
    return this.#openOf(construct) + 1;
  }

  #demand(first: number, open: number): void {
    const demands = this.#demands.get(open);
    if (demands === undefined) this.#demands.set(open, [first]);
    else demands.push(first);
  }

  #constructsOf(vertices: readonly number[]): readonly IConstruct[] {
    return vertices.flatMap((vertex) => this.#constructs[vertex >> 1] ?? []).filter((c, i, all) => c !== all[i - 1]);
  }
}

const NONE = -1;

const noneOf = ({ length }: readonly IConstruct[]): Int32Array => new Int32Array(length).fill(NONE);

/** A depth-first walk with its own stack: chains of ten thousand dependencies are no reason to overflow. */
class Visit {
  readonly #graph: Graph;
  readonly #state: Uint8Array;
  /** By vertex: how many of those before it were entered, and the last of them. */
  readonly #given: Uint32Array;
  readonly #last: Int32Array;

  constructor(graph: Graph) {
    this.#graph = graph;
    this.#state = new Uint8Array(graph.size);
    this.#given = new Uint32Array(graph.size);
    this.#last = new Int32Array(graph.size).fill(NONE);
  }

  /** Finishes a vertex after all that stands before it; returns the cycle that prevents it. */
  finish(start: number, onFinished: (vertex: number) => void): readonly number[] | undefined {
    if (this.#state[start] === DONE) return undefined;
    const path = [start];
    this.#state[start] = OPEN;
    while (path.length > 0) {
      const vertex = path.at(-1) ?? start;
      const next = this.#next(vertex);
      if (next === NONE) {
        this.#state[vertex] = DONE;
        path.pop();
        onFinished(vertex);
        continue;
      }
      if (this.#state[next] === OPEN) return [...path.slice(path.indexOf(next)), next];
      if (this.#state[next] === DONE) continue;
      this.#state[next] = OPEN;
      path.push(next);
    }
    return undefined;
  }

  #next(vertex: number): number {
    const given = this.#given[vertex] ?? 0;
    const next = this.#graph.before(vertex, this.#last[vertex] ?? NONE, given);
    this.#given[vertex] = given + 1;
    this.#last[vertex] = next;
    return next;
  }
}

const OPEN = 1;
const DONE = 2;
