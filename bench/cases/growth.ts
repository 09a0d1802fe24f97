import { type Figure, least, measure, type Subject } from "../measure/figures.ts";
import { inFreshProcess } from "../measure/fresh-process.ts";
import { inFolder } from "../measure/scratch.ts";
import type { BenchCase } from "./bench-case.ts";
import { makesWarm } from "./make-sites.ts";

const OBJECTS_OF_A_SITE = 14;

/** Time and memory for each object, from one size to seven times that. */
export const GROWTH_CASE: BenchCase = {
  name: "growth",
  title: "Growth, warm, seven times the sites",
  run: ({ sites, runs }) => {
    const outcomes = (["kinds", "stack"] as const).map((variant) => {
      const [few, many] = [sites, sites * 7];
      const sizes = [few, many] as const;
      const times = measure(
        sizes.map((size) => warm(variant, size)),
        Math.min(runs, 3),
      );
      const peaks = measure(
        [1, few, many].map((size) => peak(variant, size)),
        Math.min(runs, 2),
        "KB",
      );
      const [one, , most] = peaks;
      const of = (figure: Figure | undefined): number => (figure === undefined ? Number.NaN : least(figure));
      return {
        figures: [...times, ...peaks],
        goals: [
          {
            what: `${variant}: time for each object, ${many} sites over ${few}`,
            found: of(times[1]) / 7 / of(times[0]),
            bound: "at most",
            wanted: 1.2,
            unit: "×",
          } as const,
          {
            what: `${variant}: memory for each object above that of one site`,
            found: (of(most) - of(one)) / ((many - 1) * OBJECTS_OF_A_SITE),
            bound: "at most",
            wanted: 4,
            unit: "KB",
          } as const,
        ],
      };
    });
    return {
      figures: outcomes.flatMap(({ figures }) => figures),
      goals: outcomes.flatMap(({ goals }) => goals),
      notes: [],
    };
  },
};

const warm = (variant: "kinds" | "stack", sites: number): Subject => ({
  what: `${variant}, ${sites} sites, warm`,
  sample: makesWarm(variant, sites).sample,
});

const peak = (variant: "kinds" | "stack", sites: number): Subject => ({
  what: `${variant}, ${sites} sites, peak memory`,
  sample: () => inFolder((outdir) => ({ value: inFreshProcess({ job: "make", variant, sites, outdir }).peakKb })),
});
