import { chmodSync, mkdirSync, readdirSync, renameSync, rmdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { OutputFile } from "../../text/output-file.ts";
import { OutputError } from "./output-error.ts";
import type { OutputPlan } from "./plan-output.ts";

/**
 * Carries out a plan: all temporary files first, so that a full disk changes nothing; then the objects take their places,
 * then the Kustomizations that name them, then what is no longer made goes. A file whose bytes stay is not touched.
 */
export const writeOutput = (folder: string, plan: OutputPlan, leftovers: readonly string[]): void => {
  const files = [...plan.added, ...plan.changed.map(({ file }) => file)];
  const written = writeTemporaries(folder, files);
  for (const { temporary, path } of written.toSorted((a, b) => Number(isList(a.path)) - Number(isList(b.path)))) {
    renameSync(temporary, join(folder, path));
  }
  for (const path of [...plan.removed, ...leftovers]) rmSync(join(folder, path), { force: true });
  for (const path of plan.removed) removeEmptyFolders(folder, dirname(path));
};

interface Written {
  readonly temporary: string;
  readonly path: string;
}

const writeTemporaries = (folder: string, files: readonly OutputFile[]): readonly Written[] => {
  const written: Written[] = [];
  try {
    for (const { path, text, executable } of files) {
      const temporary = join(folder, dirname(path), `.kumiki-${process.pid}-${written.length}.tmp`);
      mkdirSync(dirname(temporary), { recursive: true });
      written.push({ temporary, path });
      writeFileSync(temporary, text);
      if (executable === true) chmodSync(temporary, 0o755);
    }
  } catch (error) {
    for (const { temporary } of written) rmSync(temporary, { force: true });
    throw new OutputError(`Cannot write to ${folder}: ${reasonOf(error)}; nothing was changed`, { cause: error });
  }
  return written;
};

const isList = (path: string): boolean => path.endsWith("Kustomization");

/** The system's own words for what went wrong, without the path of a temporary file. */
const reasonOf = (error: unknown): string => {
  const { code } = error as { code?: string };
  const words: Readonly<Record<string, string>> = {
    ENOSPC: "the disk is full",
    EROFS: "the disk is read-only",
    EACCES: "the folder may not be written by this user",
    EPERM: "the folder may not be written by this user",
    ENOTDIR: "a file stands where a folder is wanted",
    EEXIST: "a file stands where a folder is wanted",
  };
  return words[code ?? ""] ?? String(error);
};

const removeEmptyFolders = (folder: string, below: string): void => {
  for (let path = below; path !== "." && path !== ""; path = dirname(path)) {
    const at = join(folder, path);
    try {
      if (readdirSync(at).length > 0) return;
      rmdirSync(at);
    } catch (error) {
      if ((error as { code?: string }).code !== "ENOENT") throw error;
    }
  }
};
