import { mkdirSync, readFileSync, rmdirSync, unlinkSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { foldersAbove } from "./check-paths.ts";
import { diskReason, OutputError } from "./output-error.ts";
import type { OutputPlan } from "./plan-output.ts";
import type { DiskReading } from "./read-output.ts";
import { isJournal, journalName, temporaryName } from "./temporary-name.ts";
import { innermostFirst } from "./writing-order.ts";

/** What a run has put beside the files of the output folder. */
export interface Staging {
  readonly folder: string;
  /** The temporary file of each path. */
  readonly temporaries: ReadonlyMap<string, string>;
  /** Folders that the run makes or empties, relative to the output folder. */
  readonly folders: readonly string[];
}

/** Folders that are not there yet, and those that may be empty at the end. */
const foldersAtStake = ({ added, removed }: OutputPlan, there: ReadonlySet<string>): readonly string[] => {
  const made = [...foldersAboveAll(added.map(({ path }) => path))].filter((folder) => !there.has(folder));
  return innermostFirst(new Set([...made, ...foldersAboveAll(removed)]));
};

const foldersAboveAll = (paths: readonly string[]): ReadonlySet<string> => {
  const innermost = new Set(paths.map((path) => dirname(path)));
  return new Set([...innermost].flatMap((folder) => foldersAbove(`${folder}/`)).filter((folder) => folder !== "."));
};

/** Writes every file of a plan under a temporary name, or none. */
export const stageFiles = (folder: string, plan: OutputPlan, there: ReadonlySet<string>): Staging => {
  const folders = foldersAtStake(plan, there);
  const temporaries = new Map<string, string>();
  let first: string | undefined;
  try {
    first = mkdirSync(folder, { recursive: true });
    // An empty folder does not say whose it was: a run that is killed from here on leaves a list.
    if (folders.length > 0) writeFileSync(join(folder, journalName()), folders.join("\n"));
    for (const path of folders.filter((name) => !there.has(name))) mkdirSync(join(folder, path), { recursive: true });
    for (const { path, text, executable } of [...plan.added, ...plan.changed.map(({ file }) => file)]) {
      const temporary = join(folder, dirname(path), temporaryName(temporaries.size));
      temporaries.set(path, temporary);
      writeFileSync(temporary, text, { flag: "wx", mode: executable === true ? 0o777 : 0o666 });
    }
    return { folder, temporaries, folders };
  } catch (error) {
    tryClear({ folder, temporaries, folders });
    if (first !== undefined) removeUpTo(first, folder);
    throw new OutputError(`Cannot write to ${folder}: ${diskReason(error)}; nothing was changed`, { cause: error });
  }
};

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
    for (const path of temporaries ?? []) unlink(join(folder, path));
    for (const journal of journals ?? []) {
      const listed = readFileSync(join(folder, journal), "utf8").split("\n");
      for (const path of removeIfEmpty(folder, innermostFirst(listed.filter((name) => folders.has(name)))))
        gone.add(path);
      unlink(join(folder, journal));
    }
    return new Set([...folders].filter((path) => !gone.has(path)));
  } catch (error) {
    throw new OutputError(
      `Cannot remove what an interrupted run left in ${folder}: ${diskReason(error)}; nothing was changed`,
      { cause: error },
    );
  }
};

/** Takes away the temporary files, the folders that are empty, and the list of them. */
export const clear = ({ folder, temporaries, folders }: Staging): void => {
  for (const temporary of temporaries.values()) unlink(temporary);
  removeIfEmpty(folder, folders);
  if (folders.length > 0) unlink(join(folder, journalName()));
};

/** As far as it goes: why the run failed is told already, and the next one sweeps the rest. */
export const tryClear = (staging: Staging): void => {
  try {
    clear(staging);
  } catch {
    // See above.
  }
};

/** Removes a file, or finds it gone. */
export const unlink = (path: string): void => {
  try {
    unlinkSync(path);
  } catch (error) {
    if (!GONE.has(codeOf(error))) throw error;
  }
};

/** Removes folders that are empty, and tells which. */
const removeIfEmpty = (folder: string, below: readonly string[]): readonly string[] =>
  below.filter((path) => {
    try {
      rmdirSync(join(folder, path));
      return true;
    } catch (error) {
      if (STAYS.has(codeOf(error))) return false;
      throw error;
    }
  });

/** Takes away the output folder that a failed run made, and what it made around it. */
const removeUpTo = (first: string, folder: string): void => {
  removeIfEmpty(folder, [""]);
  if (first !== folder && dirname(folder) !== folder) removeUpTo(first, dirname(folder));
};

const codeOf = (error: unknown): string => (error as { code?: string }).code ?? "";

/** Gone, or never there. */
const GONE: ReadonlySet<string> = new Set(["ENOENT", "ENOTDIR"]);

/** Not empty (in two spellings), no folder, or gone. */
const STAYS: ReadonlySet<string> = new Set(["ENOTEMPTY", "EEXIST", ...GONE]);
