import type { Outcome } from "../measure/figures.ts";

/** How much is measured. */
export interface Extent {
  readonly sites: number;
  /** Of each thing; slow rivals have fewer. */
  readonly runs: number;
}

/** A line of the table of targets. */
export interface BenchCase {
  readonly name: string;
  readonly title: string;
  readonly run: (extent: Extent) => Outcome;
}
