import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  readlinkSync,
  renameSync,
  type Stats,
  symlinkSync,
  unlinkSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { diskReason, OutputError } from "../../synth/write/output-error.ts";
import { temporaryName } from "../../synth/write/temporary-name.ts";
import { removeIfEmpty } from "../remove-if-empty.ts";
import type { FolderLookup } from "./folder-lookup.ts";

/** Paths that a run writes or removes, as they were before: nothing else is ever put back, since nothing else is its own. */
export interface KeptPaths {
  /** Keeps what is at paths that are about to be written or removed, the first time. */
  readonly keep: (paths: readonly string[], now: FolderLookup) => void;
  /** Keeps that folders, and those around them, are about to be made, if they are not there: what is empty then goes again. */
  readonly keepFolders: (paths: Iterable<string>) => void;
  /** What was at a path; undefined where it was not kept. */
  readonly before: (path: string) => PathBefore | undefined;
  /** Puts back all that was kept. */
  readonly restore: () => void;
}

/** What was at a path. A folder is in the way of a file, so that it is never written over. */
export type PathBefore =
  | { readonly kind: "nothing" }
  | { readonly kind: "folder" }
  | { readonly kind: "file"; readonly content: Buffer; readonly mode: number }
  | { readonly kind: "link"; readonly target: string };

/** Begins to keep paths of a folder; all are relative to it. */
export const keepPaths = (folder: string): KeptPaths => {
  const kept = new Map<string, PathBefore>();
  // Those around a folder come before it.
  const missing = new Set<string>();
  const keepFolder = (absolute: string, gone: Set<string>): void => {
    if (missing.has(absolute)) return;
    const above = dirname(absolute);
    if (!gone.has(above)) {
      if (existsSync(absolute)) return;
      if (above !== absolute) keepFolder(above, gone);
    }
    gone.add(absolute);
    missing.add(absolute);
  };
  return {
    keep: (paths, { hasAround }) => {
      for (const path of paths) {
        if (!kept.has(path)) kept.set(path, hasAround(path) ? lookAt(join(folder, path)) : NOTHING);
      }
    },
    keepFolders: (paths) => {
      // In a folder that is not there now nothing is: it need not be looked for.
      const gone = new Set<string>();
      for (const path of paths) keepFolder(join(folder, path), gone);
    },
    before: (path) => kept.get(path),
    restore: () => {
      const failures = [...kept].flatMap(([path, before]) =>
        failureOf(path, () => putBack(join(folder, path), before)),
      );
      for (const path of [...missing].toReversed()) removeIfEmpty(path);
      if (failures.length > 0) throw new OutputError(`Cannot put back everything in ${folder}: ${failures.join("; ")}`);
    },
  };
};

const NOTHING: PathBefore = { kind: "nothing" };

/** What is at a path now. */
const lookAt = (path: string): PathBefore => {
  const there = tryLookAt(path);
  if (there === undefined) return NOTHING;
  if (there.isSymbolicLink()) return { kind: "link", target: readlinkSync(path) };
  return there.isFile() ? { kind: "file", content: readFileSync(path), mode: there.mode & 0o7777 } : { kind: "folder" };
};

/** Where a file is in the place of a folder around it, or the name is too long, nothing is. */
export const tryLookAt = (path: string): Stats | undefined => {
  try {
    return lstatSync(path, { throwIfNoEntry: false });
  } catch (error) {
    if (CANNOT_BE.has((error as { code?: string }).code ?? "")) return undefined;
    throw error;
  }
};

const CANNOT_BE: ReadonlySet<string> = new Set(["ENOTDIR", "ENAMETOOLONG"]);

/** One path that cannot be put back does not keep the others from it. */
const failureOf = (path: string, work: () => void): readonly string[] => {
  try {
    work();
    return [];
  } catch (error) {
    return [`${path}: ${diskReason(error)}`];
  }
};

const putBack = (path: string, before: PathBefore): void => {
  const now = lookAt(path);
  if (before.kind === "folder" || now.kind === "folder" || isSame(before, now)) return;
  if (before.kind === "nothing") return unlinkSync(path);
  mkdirSync(dirname(path), { recursive: true });
  const temporary = join(dirname(path), temporaryName(0));
  if (before.kind === "link") symlinkSync(before.target, temporary);
  else {
    writeFileSync(temporary, before.content);
    chmodSync(temporary, before.mode);
  }
  renameSync(temporary, path);
};

const isSame = (before: PathBefore, now: PathBefore): boolean => {
  if (before.kind === "file" && now.kind === "file")
    return before.mode === now.mode && before.content.equals(now.content);
  if (before.kind === "link" && now.kind === "link") return before.target === now.target;
  return before.kind === "nothing" && now.kind === "nothing";
};
