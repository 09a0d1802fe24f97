import { rmSync } from "node:fs";
import { join } from "node:path";
import type { VariantName } from "../jobs/variants.ts";
import type { Subject } from "../measure/figures.ts";
import { inFreshProcess } from "../measure/fresh-process.ts";
import { countFiles, inFolder, SCRATCH } from "../measure/scratch.ts";
import { differences, objectsIn, type ReadObject } from "../outputs.ts";

/** Makes sites in a fresh process, construct to files. */
export const makes = (variant: VariantName, sites: number, runs?: number): Subject => ({
  what: WORDS[variant],
  ...(runs === undefined ? {} : { runs }),
  sample: () =>
    inFolder((outdir) => {
      const { ms } = inFreshProcess({ job: "make", variant, sites, outdir });
      return { value: ms, files: countFiles(outdir) };
    }),
});

/** The same in a process that has made a thousand before. */
export const makesWarm = (variant: VariantName, sites: number, runs?: number): Subject => ({
  what: `${WORDS[variant]}, warm`,
  ...(runs === undefined ? {} : { runs }),
  sample: () => inFolder((outdir) => ({ value: inFreshProcess({ job: "make-warm", variant, sites, outdir }).ms })),
});

const WORDS: Readonly<Record<VariantName, string>> = {
  kinds: "kumiki, typed kinds",
  stack: "kumiki, our constructs",
  "plus-in-kumiki": "kumiki, cdk8s-plus's constructs",
  "kube-charts": "cdk8s, Kube kinds, a file for each chart",
  "kube-folders": "cdk8s, Kube kinds, a folder for each chart",
  "plus-charts": "cdk8s, cdk8s-plus's constructs, a file for each chart",
  "plus-folders": "cdk8s, cdk8s-plus's constructs, a folder for each chart",
};

/** An output that is kept until the bench is over. */
export const outputOf = (variant: VariantName, sites: number): string => {
  const outdir = join(SCRATCH, `${variant}-${sites}`);
  rmSync(outdir, { recursive: true, force: true });
  inFreshProcess({ job: "make", variant, sites, outdir });
  return outdir;
};

/** Refuses to compare what is not alike; says what was found equal. */
export const compared = (ours: string, theirs: string, view?: (object: ReadObject) => unknown): string => {
  const [own, other] = [objectsIn(ours), objectsIn(theirs)];
  const found = differences(own, other, view);
  if (found.length > 0 || own.size === 0) {
    throw new Error(`Cannot compare: ${found.length} of ${own.size} objects differ, ${found.slice(0, 5).join(", ")}`);
  }
  return `${own.size} objects on both sides`;
};
