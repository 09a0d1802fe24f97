import { existsSync, readFileSync, rmdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { makeFolder } from "./make-folder.ts";
import { diskReason, OutputError } from "./output-error.ts";
import type { OutputPlan } from "./plan-output.ts";
import { type Move, planStaging } from "./plan-staging.ts";
import type { DiskReading } from "./read-output.ts";
import { isJournal, journalName } from "./temporary-name.ts";
import { innermostFirst } from "./writing-order.ts";

/** What a run has put beside the files of the output folder. */
export interface Staging {
  readonly folder: string;
  /** What takes its place when all is written. */
  readonly moves: readonly Move[];
  /** Folders that the run makes or empties, relative to the output folder, the innermost first. */
  readonly atStake: readonly string[];
}

/** Writes every file of a plan under a temporary name, or none. */
export const stageFiles = (folder: string, plan: OutputPlan, folders: ReadonlySet<string>): Staging => {
  const isRootThere = existsSync(folder);
  const isThere = (path: string): boolean => isRootThere && (folders.has(path) || existsSync(join(folder, path)));
  const { made, writes, moves, atStake } = planStaging(plan, { isThere, movesFolders: process.platform !== "win32" });
  const changed = new Set(plan.changed.map(({ file }) => file.path));
  let first: string | undefined;
  try {
    first = makeFolder(folder);
    // An empty folder does not say whose it was: a run that is killed from here on leaves a list.
    if (atStake.length > 0) writeFileSync(join(folder, journalName()), atStake.join("\n"));
    for (const path of made) makeFolder(join(folder, path));
    for (const { file, at } of writes) {
      const allowed = changed.has(file.path) ? rightsAt(`${folder}/${file.path}`) : ALL_RIGHTS;
      const mode = (file.executable === true ? ALL_RIGHTS : 0o666) & allowed;
      // Without the encoding Node takes a way that is half as fast.
      writeFileSync(`${folder}/${at}`, file.text, { encoding: "utf8", flag: "wx", mode });
    }
    return { folder, moves, atStake };
  } catch (error) {
    tryClear({ folder, moves, atStake });
    if (first !== undefined) removeUpTo(first, folder);
    throw new OutputError(`Cannot write to ${folder}: ${diskReason(error)}; nothing was changed`, { cause: error });
  }
};

/** What somebody closed stays closed, with its next text too: it may hold values of Secrets. Who may read may execute. */
const rightsAt = (path: string): number => {
  const mode = statSync(path, { throwIfNoEntry: false })?.mode ?? ALL_RIGHTS;
  return mode | ((mode & 0o444) >> 2);
};

const ALL_RIGHTS = 0o777;

/** Takes away what a run that was interrupted left, and gives the folders that stay. */
export const sweepLeftovers = (
  folder: string,
  { leftovers, folders }: Pick<DiskReading, "folders" | "leftovers">,
): ReadonlySet<string> => {
  const gone = new Set<string>();
  const [journals, temporaries] = [true, false].map((wanted) =>
    leftovers.filter((path) => isJournal(basename(path)) === wanted),
  );
  try {
    for (const path of temporaries ?? []) remove(folder, path);
    for (const journal of journals ?? []) {
      const listed = readFileSync(join(folder, journal), "utf8").split("\n");
      for (const path of removeIfEmpty(folder, innermostFirst(listed.filter((name) => folders.has(name)))))
        gone.add(path);
      remove(folder, journal);
    }
    return new Set([...folders].filter((path) => !gone.has(path)));
  } catch (error) {
    throw new OutputError(
      `Cannot remove what an interrupted run left in ${folder}: ${diskReason(error)}; nothing was changed`,
      { cause: error },
    );
  }
};

/** Takes away what is not in place, the folders that are empty, and the list of them. */
export const clear = ({ folder, moves, atStake }: Staging): void => {
  for (const { from } of moves) remove(folder, from);
  removeIfEmpty(folder, atStake);
  if (atStake.length > 0) remove(folder, journalName());
};

/** As far as it goes: why the run failed is told already, and the next one sweeps the rest. */
export const tryClear = (staging: Staging): void => {
  try {
    clear(staging);
  } catch {
    // See above.
  }
};

/** Only what has a temporary name, with all that is in it. */
const remove = (folder: string, path: string): void => rmSync(join(folder, path), { recursive: true, force: true });

/** Removes folders that are empty, and tells which. */
const removeIfEmpty = (folder: string, below: readonly string[]): readonly string[] =>
  below.filter((path) => {
    try {
      rmdirSync(join(folder, path));
      return true;
    } catch (error) {
      if (STAYS.has((error as { code?: string }).code ?? "")) return false;
      throw error;
    }
  });

/** Takes away the output folder that a failed run made, and what it made around it. */
const removeUpTo = (first: string, folder: string): void => {
  removeIfEmpty(folder, [""]);
  if (first !== folder && dirname(folder) !== folder) removeUpTo(first, dirname(folder));
};

/** Not empty (in two spellings), no folder, or gone. */
const STAYS: ReadonlySet<string> = new Set(["ENOTEMPTY", "EEXIST", "ENOENT", "ENOTDIR"]);
