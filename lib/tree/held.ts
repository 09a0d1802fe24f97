import type { Chart } from "cdk8s";
import { type Facts, gatherFacts } from "./fact.ts";
import type { TreePart, Walk } from "./walk.ts";

/** The charts of a tree, or of a part of it, and all that its constructs state. */
export interface Held {
  readonly charts: readonly Chart[];
  readonly facts: Facts;
}

/** The same of a whole tree, and of each chart in it. */
export interface HeldInTree extends Held {
  readonly below: (chart: Chart) => Held;
}

/** Gathers what a tree states: after its objects were asked for their data, since a Lazy or a validation may state something too. */
export const heldIn = (walk: Walk): HeldInTree => ({ ...heldBy(walk), below: (chart) => heldBy(walk.below(chart)) });

const heldBy = ({ charts, constructs }: TreePart): Held => ({ charts, facts: gatherFacts(constructs) });
