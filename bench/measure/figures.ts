/** What was measured of one thing, over several runs. */
export interface Figure {
  readonly what: string;
  readonly runs: readonly number[];
  readonly unit: "ms" | "KB";
  /** Files written, in the last run. @default - it writes none */
  readonly files?: number;
}

/** A ratio, and what it is to be. */
export interface Goal {
  readonly what: string;
  /** Undefined where one side could not be measured. */
  readonly found: number | undefined;
  readonly bound: "at least" | "at most";
  readonly wanted: number;
  readonly unit: "×" | "KB" | "files";
}

/** What a case found. */
export interface Outcome {
  readonly figures: readonly Figure[];
  readonly goals: readonly Goal[];
  /** What was compared, and what could not be. */
  readonly notes: readonly string[];
}

/** Something to be measured several times. */
export interface Subject {
  readonly what: string;
  readonly sample: () => { readonly value: number; readonly files?: number };
  /** @default - as often as the others */
  readonly runs?: number;
}

/** Measures subjects in turn, so that whatever else the machine does hits all alike. */
export const measure = (subjects: readonly Subject[], runs: number, unit: Figure["unit"] = "ms"): readonly Figure[] => {
  const taken = subjects.map(() => ({ runs: [] as number[], files: undefined as number | undefined }));
  for (let round = 0; round < runs; round += 1) {
    for (const [index, { sample, runs: own = runs }] of subjects.entries()) {
      if (round >= own) continue;
      const { value, files } = sample();
      taken[index]?.runs.push(value);
      Object.assign(taken[index] ?? {}, { files });
    }
  }
  return subjects.map(({ what }, index) => ({
    what,
    unit,
    runs: taken[index]?.runs ?? [],
    ...(taken[index]?.files === undefined ? {} : { files: taken[index].files }),
  }));
};

/** The least of some runs, which other work on the machine disturbed least. */
export const least = ({ runs }: Figure): number => Math.min(...runs);

/** The middle one. */
export const median = ({ runs }: Figure): number => {
  const sorted = runs.toSorted((a, b) => a - b);
  const [low = 0, high = 0] = [sorted[(sorted.length - 1) >> 1], sorted[sorted.length >> 1]];
  return (low + high) / 2;
};

/** How much more one takes than another, by the least of both. */
export const ratio = (more: Figure | undefined, less: Figure | undefined): number | undefined =>
  more === undefined || less === undefined ? undefined : least(more) / least(less);
