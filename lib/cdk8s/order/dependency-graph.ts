import type { TreeIndex } from "./tree-index.ts";

/**
 * The graph that cdk8s orders by, without its products. In cdk8s a dependency of a construct becomes an edge from every object
 * below it to every object below the target. Here each construct has, beside its own vertex, one that stands for what its
 * dependencies lead to, and one for the objects below it: a walk in cdk8s's order meets the same objects in the same turn.
 */
export class DependencyGraph {
  readonly #tree: TreeIndex;
  readonly #size: number;
  /** 1 for what depends on something, and for all below it: the rest, nearly all of a large tree, leads nowhere. */
  readonly #mayWait: Uint8Array;

  constructor(tree: TreeIndex) {
    this.#tree = tree;
    this.#size = tree.constructs.length;
    this.#mayWait = new Uint8Array(this.#size);
    tree.dependencies.forEach((targets, source) => {
      if (targets.length > 0) this.#mayWait.fill(1, source, tree.end[source]);
    });
  }

  /** Orders these constructs, which are all there are, each after what it depends on; undefined where dependencies go round. */
  order(constructs: readonly number[]): readonly number[] | undefined {
    const dependents = this.#dependents();
    const walk = new Walk(this.#size * 3, (vertex) => this.#next(vertex));
    const order: number[] = [];
    const onFinished = (vertex: number): void => {
      if (vertex < this.#size) order.push(vertex);
    };
    for (const root of constructs) {
      if (dependents.has(root)) continue;
      if (this.#mayWait[root] === 0) order.push(root);
      else if (!walk.visit(root, onFinished)) return undefined;
    }
    return order.length === this.#size ? order : undefined;
  }

  #next(vertex: number): readonly number[] {
    if (vertex >= 2 * this.#size) return this.#objectsBelow(vertex - 2 * this.#size);
    if (vertex >= this.#size) return this.#targetsOf(vertex - this.#size).map((target) => this.#below(target));
    const own = this.#targetsOf(vertex);
    return this.#tree.isObject[vertex] === true ? [...own, ...this.#inherited(vertex)] : own;
  }

  #targetsOf(index: number): readonly number[] {
    return this.#tree.dependencies[index] ?? [];
  }

  #below(index: number): number {
    return 2 * this.#size + index;
  }

  /** An object itself, and the objects below a construct, down to the charts that stand there. */
  #objectsBelow(index: number): readonly number[] {
    const { isObject, chart, end } = this.#tree;
    const below: number[] = isObject[index] === true ? [index] : [];
    for (let child = index + 1; child < (end[index] ?? 0); child = end[child] ?? this.#size) {
      if (chart[child] !== child) below.push(this.#below(child));
    }
    return below;
  }

  /** What an object depends on because a construct around it does, up to its chart. */
  #inherited(object: number): readonly number[] {
    const { chart, parent } = this.#tree;
    const next: number[][] = [];
    for (let at = object; at >= 0; at = at === chart[object] ? -1 : (parent[at] ?? -1)) {
      const targets = this.#targetsOf(at);
      if (targets.length > 0) next.push(this.#inheritedFrom(object, at, targets));
    }
    return next.toReversed().flat();
  }

  /** One vertex for all objects, unless the object is among those that it would wait for: then all of these but itself. */
  #inheritedFrom(object: number, at: number, targets: readonly number[]): number[] {
    if (!targets.some((target) => this.#isOneInTheOther(at, target))) return [this.#size + at];
    return targets.flatMap((target) =>
      this.#isBelow(object, target) ? this.#othersBelow(target, object) : [this.#below(target)],
    );
  }

  #isOneInTheOther(a: number, b: number): boolean {
    return this.#isBelow(a, b) || this.#isBelow(b, a);
  }

  #isBelow(index: number, above: number): boolean {
    const { chart, end } = this.#tree;
    return index >= above && index < (end[above] ?? 0) && chart[index] === chart[above];
  }

  #membersBelow(index: number): number[] {
    return this.#objectsBelow(index).flatMap((vertex) =>
      vertex < this.#size ? [vertex] : this.#membersBelow(vertex - 2 * this.#size),
    );
  }

  /** All that something depends on: the rest is where cdk8s begins. */
  #dependents(): ReadonlySet<number> {
    const found = new Set<number>();
    const marked = new Set<number>();
    this.#tree.dependencies.forEach((targets, source) => {
      if (targets.length === 0) return;
      const sources = this.#membersBelow(source).slice(0, 2);
      for (const target of targets) {
        found.add(target);
        const [first] = sources;
        if (first === undefined) continue;
        if (sources.length > 1 || !this.#isBelow(first, target)) this.#markBelow(target, { found, marked });
        else this.#othersBelow(target, first).forEach((member) => found.add(member));
      }
    });
    return found;
  }

  #othersBelow(index: number, object: number): readonly number[] {
    return this.#membersBelow(index).filter((member) => member !== object);
  }

  #markBelow(index: number, sets: { readonly found: Set<number>; readonly marked: Set<number> }): void {
    if (sets.marked.has(index)) return;
    sets.marked.add(index);
    for (const vertex of this.#objectsBelow(index)) {
      if (vertex < this.#size) sets.found.add(vertex);
      else this.#markBelow(vertex - 2 * this.#size, sets);
    }
  }
}

/** A depth-first walk with its own stack: chains of ten thousand dependencies are no reason to overflow. */
class Walk {
  readonly #state: Uint8Array;
  readonly #next: (vertex: number) => readonly number[];

  constructor(size: number, next: (vertex: number) => readonly number[]) {
    this.#state = new Uint8Array(size);
    this.#next = next;
  }

  /** Finishes a vertex after all that it leads to; false where the way comes back to itself. */
  visit(start: number, onFinished: (vertex: number) => void): boolean {
    if (this.#state[start] === DONE) return true;
    const path = [this.#open(start)];
    for (let step = path.at(-1); step !== undefined; step = path.at(-1)) {
      const next = step.next[step.position];
      step.position += 1;
      if (next === undefined) {
        this.#state[step.vertex] = DONE;
        path.pop();
        onFinished(step.vertex);
      } else if (this.#state[next] === OPEN) return false;
      else if (this.#state[next] !== DONE) path.push(this.#open(next));
    }
    return true;
  }

  #open(vertex: number): Step {
    this.#state[vertex] = OPEN;
    return { vertex, next: this.#next(vertex), position: 0 };
  }
}

interface Step {
  readonly vertex: number;
  readonly next: readonly number[];
  position: number;
}

const OPEN = 1;
const DONE = 2;
