import { join } from "node:path";
import { type Shape, timeShape } from "./dependency-shapes.ts";
import { timeEmit } from "./emit.ts";
import { processorTime } from "./processor-time.ts";
import { floorOf, VARIANTS, type VariantName } from "./variants.ts";

/** What a fresh process is told to do; it prints a Measurement as JSON. */
export type Job =
  | { readonly job: "make"; readonly variant: VariantName; readonly sites: number; readonly outdir: string }
  | { readonly job: "make-warm"; readonly variant: VariantName; readonly sites: number; readonly outdir: string }
  | { readonly job: "floor"; readonly isWarm?: boolean; readonly output: string; readonly outdir: string }
  | { readonly job: "emit"; readonly tool: "kumiki" | "yaml"; readonly output: string }
  | { readonly job: "dependencies"; readonly tool: "kumiki" | "cdk8s"; readonly shape: Shape; readonly size: number };

/** What a job measured. */
export interface Measurement {
  /** Processor time, in milliseconds. */
  readonly ms: number;
  /** The same once more, warm, where the job takes both. */
  readonly warmMs?: number;
  /** The most memory that the process held, in KB. */
  readonly peakKb: number;
}

const times = (job: Job): Pick<Measurement, "ms" | "warmMs"> => {
  if (job.job === "make") return { ms: processorTime(() => VARIANTS[job.variant](job.sites, job.outdir)) };
  if (job.job === "make-warm") {
    for (const round of ["first", "second"]) VARIANTS[job.variant](WARM_UP, join(job.outdir, round));
    return { ms: processorTime(() => VARIANTS[job.variant](job.sites, join(job.outdir, "measured"))) };
  }
  if (job.job === "floor") {
    const write = floorOf(job.output);
    if (job.isWarm === true) write(join(job.outdir, "first"));
    return { ms: processorTime(() => write(join(job.outdir, "measured"))) };
  }
  if (job.job === "dependencies") return { ms: timeShape(job.tool, job.shape, job.size) };
  const { first, warm } = timeEmit(job.tool, job.output);
  return { ms: first, warmMs: warm };
};

/** Sites that are made before the clock runs, where the measurement is of warm code. */
const WARM_UP = 500;

const job = JSON.parse(process.argv[2] ?? "") as Job;
const measured: Measurement = { ...times(job), peakKb: process.resourceUsage().maxRSS };
process.stdout.write(JSON.stringify(measured));
