import { lstatSync, renameSync, unlinkSync } from "node:fs";
import { join } from "node:path";
import { foldPath } from "./check-paths.ts";
import { diskReason, OutputError } from "./output-error.ts";
import type { OutputPlan } from "./plan-output.ts";
import type { DiskReading } from "./read-output.ts";
import { clear, type Staging, stageFiles, sweepLeftovers, tryClear } from "./stage-files.ts";
import { removingOrder, writingOrder } from "./writing-order.ts";

/**
 * Carries out a plan: all temporary files first, so that a full disk changes nothing; then the objects take their places,
 * then the Kustomizations that name them, then what is no longer made goes. A file whose bytes stay is not touched. Killed at
 * any point, it leaves every file old or new, and no Kustomization names a file that is not there; the next run does the rest.
 */
export const writeOutput = (folder: string, plan: OutputPlan, use: WritingUse = NOTHING_READ): void => {
  const there = sweepLeftovers(folder, use);
  if (plan.added.length + plan.changed.length + plan.removed.length === 0) return;
  const staging = stageFiles(folder, plan, there);
  putInPlace(staging, plan.added.length + plan.changed.length, use);
  removeStale(staging, plan, use);
};

/** What a plan is carried out with. */
export interface WritingUse extends Pick<DiskReading, "folders" | "leftovers"> {
  /** What follows where the disk gives out between the first file that takes its place and the last. @default - the next run does the rest */
  readonly afterwards?: "repeat the run" | "all is put back";
}

const NOTHING_READ: WritingUse = { folders: new Set<string>(), leftovers: [] };

const putInPlace = (staging: Staging, total: number, { afterwards = "repeat the run" }: WritingUse): void => {
  const { folder, moves } = staging;
  const byName = new Map(moves.map((move) => [move.to, move]));
  let done = 0;
  try {
    for (const name of writingOrder([...byName.keys()])) {
      const { from = "", files = 0 } = byName.get(name) ?? {};
      renameSync(`${folder}/${from}`, `${folder}/${name}`);
      done += files;
    }
  } catch (error) {
    tryClear(staging);
    const sum = `${done} of ${total} files were written; ${afterwards}`;
    throw new OutputError(`Cannot write to ${folder}: ${diskReason(error)}; ${sum}`, { cause: error });
  }
};

const removeStale = (
  staging: Staging,
  { added, changed, removed }: OutputPlan,
  { afterwards = "repeat the run" }: WritingUse,
): void => {
  const { folder } = staging;
  const made = removed.length === 0 ? NONE : new Map(added.map(({ path }) => [foldPath(path), path]));
  let done = 0;
  try {
    for (const path of removingOrder(removed)) {
      const twin = made.get(foldPath(path));
      if (twin !== undefined && isOneFile(join(folder, path), join(folder, twin))) respell(folder, path, twin);
      else unlink(join(folder, path));
      done += 1;
    }
    clear({ ...staging, moves: [] });
  } catch (error) {
    const sum = `${added.length + changed.length} files were written, ${done} of ${removed.length} removed; ${afterwards}`;
    throw new OutputError(`Cannot remove what is stale in ${folder}: ${diskReason(error)}; ${sum}`, { cause: error });
  }
};

const NONE: ReadonlyMap<string, string> = new Map();

/** Removes a file, or finds it gone. */
const unlink = (path: string): void => {
  try {
    unlinkSync(path);
  } catch (error) {
    if ((error as { code?: string }).code !== "ENOENT") throw error;
  }
};

/** Where case does not count, the old name leads to the new file. */
const isOneFile = (a: string, b: string): boolean => {
  const [one, other] = [a, b].map((path) => lstatSync(path, { bigint: true, throwIfNoEntry: false }));
  return one !== undefined && one.ino === other?.ino && one.dev === other.dev;
};

/** Writes the name of a file, and of the folders around it, as it is spelt now. */
const respell = (folder: string, from: string, to: string): void => {
  const [before, after] = [from.split("/"), to.split("/")];
  for (const [index, name] of after.entries()) {
    const above = join(folder, ...after.slice(0, index));
    if (before[index] !== name) renameSync(join(above, before[index] ?? ""), join(above, name));
  }
};
