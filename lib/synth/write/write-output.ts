import { mkdirSync, readdirSync, renameSync, rmdirSync, rmSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import type { OutputFile } from "../../text/output-file.ts";
import { foldersAbove, foldPath } from "./check-paths.ts";
import { diskReason, OutputError } from "./output-error.ts";
import type { OutputPlan } from "./plan-output.ts";
import { temporaryName } from "./temporary-name.ts";

/**
 * Carries out a plan: all temporary files first, so that a full disk changes nothing; then the objects take their places,
 * then the Kustomizations that name them, then what is no longer made goes. A file whose bytes stay is not touched.
 */
export const writeOutput = (folder: string, plan: OutputPlan, leftovers: readonly string[]): void => {
  const files = [...plan.added, ...plan.changed.map(({ file }) => file)];
  const names = new Set(files.map(({ path }) => foldPath(path)));
  const [recased, stale] = [true, false].map((isRecased) =>
    plan.removed.filter((path) => names.has(foldPath(path)) === isRecased),
  );
  remove(folder, leftovers);
  const written = writeTemporaries(folder, files);
  // Where case does not count, the old name would take the new file with it.
  remove(folder, recased ?? []);
  putInPlace(folder, written);
  remove(folder, stale ?? []);
};

/** The order in which files take their places: what a Kustomization names before it, and the innermost first. */
export const writingOrder = (paths: readonly string[]): readonly string[] => [
  ...paths.filter((path) => !isKustomization(path)),
  ...paths.filter(isKustomization).toSorted((a, b) => depthOf(b) - depthOf(a)),
];

const isKustomization = (path: string): boolean => basename(path) === "Kustomization";

const depthOf = (path: string): number => path.split("/").length;

/** The temporary file of each path. */
type Written = ReadonlyMap<string, string>;

const writeTemporaries = (folder: string, files: readonly OutputFile[]): Written => {
  const written = new Map<string, string>();
  const created: string[] = [];
  try {
    for (const { path, text, executable } of files) {
      const temporary = join(folder, dirname(path), temporaryName(written.size));
      const first = mkdirSync(dirname(temporary), { recursive: true });
      if (first !== undefined) created.push(first);
      written.set(path, temporary);
      writeFileSync(temporary, text, { flag: "wx", mode: executable === true ? 0o777 : 0o666 });
    }
  } catch (error) {
    for (const temporary of written.values()) rmSync(temporary, { force: true });
    for (const first of created.toReversed()) removeEmptyTree(first);
    throw new OutputError(`Cannot write to ${folder}: ${diskReason(error)}; nothing was changed`, { cause: error });
  }
  return written;
};

const putInPlace = (folder: string, written: Written): void => {
  let done = 0;
  try {
    for (const path of writingOrder([...written.keys()])) {
      renameSync(written.get(path) ?? "", join(folder, path));
      done += 1;
    }
  } catch (error) {
    for (const temporary of written.values()) rmSync(temporary, { force: true });
    const sum = `${done} of ${written.size} files were written`;
    throw new OutputError(`Cannot write to ${folder}: ${diskReason(error)}; ${sum}`, { cause: error });
  }
};

/** Removes files, and the folders that become empty by that. */
const remove = (folder: string, paths: readonly string[]): void => {
  try {
    for (const path of paths) rmSync(join(folder, path), { force: true });
    const folders = new Set(paths.flatMap((path) => foldersAbove(path)));
    for (const path of [...folders].toSorted((a, b) => depthOf(b) - depthOf(a))) removeIfEmpty(join(folder, path));
  } catch (error) {
    throw new OutputError(`Cannot remove what is stale in ${folder}: ${diskReason(error)}`, { cause: error });
  }
};

const removeEmptyTree = (folder: string): void => {
  for (const { name, isFolder } of childrenOf(folder)) if (isFolder) removeEmptyTree(join(folder, name));
  removeIfEmpty(folder);
};

const removeIfEmpty = (folder: string): void => {
  try {
    rmdirSync(folder);
  } catch (error) {
    if (!STAYS.has((error as { code?: string }).code ?? "")) throw error;
  }
};

const childrenOf = (folder: string): readonly { readonly name: string; readonly isFolder: boolean }[] => {
  try {
    return readdirSync(folder, { withFileTypes: true }).map((entry) => ({
      name: entry.name,
      isFolder: entry.isDirectory(),
    }));
  } catch {
    return [];
  }
};

/** Not empty (in two spellings), or gone already. */
const STAYS: ReadonlySet<string> = new Set(["ENOTEMPTY", "EEXIST", "ENOENT"]);
