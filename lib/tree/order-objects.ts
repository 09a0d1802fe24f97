import type { IConstruct } from "constructs";
import { groupBy } from "../manifest/group-by.ts";
import { cdk8s } from "./cdk8s.ts";

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
  cdk8s.Chart.isChart(a) && cdk8s.Chart.isChart(b) && (a.node.scopes.includes(b) || b.node.scopes.includes(a));

/** Each construct opens (2n) after its parent opened, and closes (2n+1) after its children closed; a source opens after its target closed. */
class Graph {
  readonly #index: ReadonlyMap<IConstruct, number>;
  readonly #constructs: readonly IConstruct[];
  readonly #before: number[][];

  constructor(constructs: readonly IConstruct[], dependencies: readonly Dependency[]) {
    this.#constructs = constructs;
    this.#index = new Map(constructs.map((construct, index) => [construct, index]));
    this.#before = Array.from({ length: constructs.length * 2 }, () => []);
    constructs.forEach((construct, index) => {
      this.#add(index * 2, index * 2 + 1);
      const parent = construct.node.scope === undefined ? undefined : this.#index.get(construct.node.scope);
      if (parent === undefined) return;
      this.#add(parent * 2, index * 2);
      this.#add(index * 2 + 1, parent * 2 + 1);
    });
    for (const { source, target } of dependencies) this.#depend(source, target);
  }

  order<T extends { readonly object: IConstruct }>(objects: readonly T[]): Ordered<T> {
    const visit = new Visit(this.#before);
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

  #depend(source: IConstruct, target: IConstruct): void {
    const [from, to] = [this.#index.get(source), this.#index.get(target)];
    if (from === undefined || to === undefined) return;
    if (source.node.scopes.includes(target)) {
      for (const sibling of besides(target, source)) this.#add(this.#closeOf(sibling), from * 2);
    } else if (target.node.scopes.includes(source)) {
      for (const sibling of besides(source, target)) this.#add(to * 2 + 1, this.#openOf(sibling));
    } else this.#add(to * 2 + 1, from * 2);
  }

  #openOf(construct: IConstruct): number {
    return (this.#index.get(construct) ?? 0) * 2;
  }

  #closeOf(construct: IConstruct): number {
    return this.#openOf(construct) + 1;
  }

  #add(first: number, then: number): void {
    this.#before[then]?.push(first);
  }

  #constructsOf(vertices: readonly number[]): readonly IConstruct[] {
    return vertices.flatMap((vertex) => this.#constructs[vertex >> 1] ?? []).filter((c, i, all) => c !== all[i - 1]);
  }
}

/** A depth-first walk with its own stack: chains of ten thousand dependencies are no reason to overflow. */
class Visit {
  readonly #before: readonly (readonly number[])[];
  readonly #state: Uint8Array;
  readonly #next: Uint32Array;

  constructor(before: readonly (readonly number[])[]) {
    this.#before = before;
    this.#state = new Uint8Array(before.length);
    this.#next = new Uint32Array(before.length);
  }

  /** Finishes a vertex after all that stands before it; returns the cycle that prevents it. */
  finish(start: number, onFinished: (vertex: number) => void): readonly number[] | undefined {
    if (this.#state[start] === DONE) return undefined;
    const path = [start];
    this.#state[start] = OPEN;
    while (path.length > 0) {
      const vertex = path.at(-1) ?? start;
      const next = this.#before[vertex]?.[this.#next[vertex] ?? 0];
      if (next === undefined) {
        this.#state[vertex] = DONE;
        path.pop();
        onFinished(vertex);
        continue;
      }
      this.#next[vertex] = (this.#next[vertex] ?? 0) + 1;
      if (this.#state[next] === OPEN) return [...path.slice(path.indexOf(next)), next];
      if (this.#state[next] === DONE) continue;
      this.#state[next] = OPEN;
      path.push(next);
    }
    return undefined;
  }
}

const OPEN = 1;
const DONE = 2;
