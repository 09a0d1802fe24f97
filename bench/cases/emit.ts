import { measure, ratio, type Subject } from "../measure/figures.ts";
import { inFreshProcess } from "../measure/fresh-process.ts";
import type { BenchCase } from "./bench-case.ts";
import { outputOf } from "./make-sites.ts";

/** Writing YAML alone, against the package that cdk8s writes with. */
export const EMIT_CASE: BenchCase = {
  name: "emit",
  title: "Emitting YAML alone",
  run: ({ sites, runs }) => {
    const output = outputOf("kinds", Math.ceil(sites / 10));
    const subject = (tool: "kumiki" | "yaml", isWarm: boolean): Subject => ({
      what: `${tool === "yaml" ? "the package yaml" : "kumiki"}, ${isWarm ? "warm" : "first pass of a process"}`,
      sample: () => {
        const { ms, warmMs = Number.NaN } = inFreshProcess({ job: "emit", tool, output });
        return { value: isWarm ? warmMs : ms };
      },
    });
    const figures = measure(
      [subject("kumiki", false), subject("yaml", false), subject("kumiki", true), subject("yaml", true)],
      runs,
    );
    const [first, theirFirst, warm, theirWarm] = figures;
    return {
      figures,
      goals: [
        { what: "warm", found: ratio(theirWarm, warm), bound: "at least", wanted: 25, unit: "×" },
        { what: "in a fresh process", found: ratio(theirFirst, first), bound: "at least", wanted: 8, unit: "×" },
      ],
      notes: [],
    };
  },
};
