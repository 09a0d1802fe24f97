import { measure, ratio } from "../measure/figures.ts";
import { inFreshProcess } from "../measure/fresh-process.ts";
import { inFolder } from "../measure/scratch.ts";
import type { BenchCase } from "./bench-case.ts";
import { makesWarm, outputOf } from "./make-sites.ts";

/** What `kinds` and `stack` measure, in processes that have made sites before: as tests and servers do, which synthesize many times. */
export const WARM_CASE: BenchCase = {
  name: "warm",
  title: "The same once the code is warm, construct to files",
  run: ({ sites, runs }) => {
    const own = outputOf("kinds", sites);
    const slow = Math.min(runs, 2);
    const figures = measure(
      [
        makesWarm("kinds", sites),
        {
          what: "floor: JSON.stringify and one write for each object, warm",
          sample: () =>
            inFolder((outdir) => ({ value: inFreshProcess({ job: "floor", isWarm: true, output: own, outdir }).ms })),
        },
        makesWarm("kube-charts", sites, slow),
        makesWarm("kube-folders", sites, slow),
        makesWarm("stack", sites),
        makesWarm("plus-charts", sites, slow),
        makesWarm("plus-folders", sites, slow),
      ],
      runs,
    );
    const [kinds, floor, kubeCharts, kubeFolders, stack, plusCharts, plusFolders] = figures;
    const goal = (what: string, found: number | undefined, wanted: number) =>
      ({ what, found, bound: "at least", wanted, unit: "×" }) as const;
    return {
      figures,
      goals: [
        goal("typed kinds against cdk8s, file for each chart", ratio(kubeCharts, kinds), 15),
        goal("typed kinds against cdk8s, folder for each chart", ratio(kubeFolders, kinds), 7),
        { what: "typed kinds against the floor", found: ratio(kinds, floor), bound: "at most", wanted: 2, unit: "×" },
        goal("our constructs against cdk8s, file for each chart", ratio(plusCharts, stack), 60),
        goal("our constructs against cdk8s, folder for each chart", ratio(plusFolders, stack), 10),
      ],
      notes: ["What is compared is what the cases `kinds` and `stack` compare, and find equal."],
    };
  },
};
