import type { Shape } from "../jobs/dependency-shapes.ts";
import { type Figure, measure, ratio, type Subject } from "../measure/figures.ts";
import { inFreshProcess } from "../measure/fresh-process.ts";
import type { BenchCase } from "./bench-case.ts";

/** Dependencies that cdk8s takes exponential time for. */
export const DEPENDENCIES_CASE: BenchCase = {
  name: "dependencies",
  title: "Dependencies, of the synthesis alone",
  run: ({ runs }) => {
    const subject = (tool: "kumiki" | "cdk8s", shape: Shape, size: number): Subject => ({
      what: `${tool}, ${WORDS[shape](size)}`,
      sample: () => ({ value: inFreshProcess({ job: "dependencies", tool, shape, size }).ms }),
    });
    const figures: readonly Figure[] = measure(
      [
        subject("kumiki", "layers", 20),
        subject("cdk8s", "layers", 20),
        subject("kumiki", "stack", 6),
        subject("cdk8s", "stack", 6),
        subject("kumiki", "chain", 10_000),
        subject("kumiki", "chain", 40_000),
      ],
      Math.min(runs, 3),
    );
    const [layers, theirLayers, stack, theirStack, chain, longer] = figures;
    return {
      figures,
      goals: [
        { what: "layers against cdk8s", found: ratio(theirLayers, layers), bound: "at least", wanted: 10, unit: "×" },
        { what: "stack against cdk8s", found: ratio(theirStack, stack), bound: "at least", wanted: 10, unit: "×" },
        { what: "a chain four times as long", found: ratio(longer, chain), bound: "at most", wanted: 4.8, unit: "×" },
      ],
      notes: ["cdk8s overflows its stack with the chain of 10,000. A test counts visits: they are linear."],
    };
  },
};

const WORDS: Readonly<Record<Shape, (size: number) => string>> = {
  layers: (size) => `${size} layers of 2`,
  stack: (size) => `${size} stacked constructs of 14`,
  chain: (size) => `a chain of ${size}`,
};
