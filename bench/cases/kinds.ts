import { measure, ratio } from "../measure/figures.ts";
import { inFreshProcess } from "../measure/fresh-process.ts";
import { countFiles, inFolder } from "../measure/scratch.ts";
import type { BenchCase } from "./bench-case.ts";
import { compared, makes, outputOf } from "./make-sites.ts";

/** Our typed kinds against cdk8s's own, and against the least that any tool does. */
export const KINDS_CASE: BenchCase = {
  name: "kinds",
  title: "Typed kinds, construct to files",
  run: ({ sites, runs }) => {
    const own = outputOf("kinds", sites);
    const alike = compared(own, outputOf("kube-folders", sites));
    const [ours, floor, charts, folders] = measure(
      [
        makes("kinds", sites),
        {
          what: "floor: JSON.stringify and one write for each object",
          sample: () =>
            inFolder((outdir) => {
              const { ms } = inFreshProcess({ job: "floor", output: own, outdir });
              return { value: ms, files: countFiles(outdir) };
            }),
        },
        makes("kube-charts", sites, Math.min(runs, 3)),
        makes("kube-folders", sites, Math.min(runs, 3)),
      ],
      runs,
    );
    return {
      figures: [ours, floor, charts, folders].flatMap((figure) => figure ?? []),
      goals: [
        { what: "cdk8s, file for each chart", found: ratio(charts, ours), bound: "at least", wanted: 15, unit: "×" },
        { what: "cdk8s, folder for each chart", found: ratio(folders, ours), bound: "at least", wanted: 7, unit: "×" },
        { what: "the floor", found: ratio(ours, floor), bound: "at most", wanted: 2, unit: "×" },
      ],
      notes: [`Compared before: ${alike}, each equal.`],
    };
  },
};
