import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";

/** What a folder held at a time. */
export interface FolderSnapshot {
  /** By path relative to the folder, with forward slashes. */
  readonly files: ReadonlyMap<string, FileSnapshot>;
  /** Keeps the content of a file that was there, if it is not kept yet: it is about to be written over. */
  readonly remember: (path: string) => void;
}

/** A file as it was. */
export interface FileSnapshot {
  /** Differs once somebody has written it. */
  readonly stamp: string;
  /** Undefined where nobody needs it. */
  readonly content: Buffer | undefined;
}

/** What of a folder is looked at. */
export interface SnapshotScope {
  /** Folders that are somebody else's: absolute. */
  readonly except: readonly string[];
  /** Tells whether the content of a file is kept, so that it can be put back. */
  readonly keeps: (path: string) => boolean;
  /** Tells whether it does not matter who wrote a file. @default - it does */
  readonly isKnown?: (path: string) => boolean;
}

/** Reads a folder; one that is not there is empty. Links and what is no file are not looked at. */
export const snapshotFolder = (folder: string, scope: SnapshotScope): FolderSnapshot => {
  const files = new Map<string, FileSnapshot>();
  const visit = (below: string): void => {
    for (const entry of entriesOf(join(folder, below))) {
      const path = below === "" ? entry.name : `${below}/${entry.name}`;
      const absolute = join(folder, path);
      if (entry.isDirectory() && !NEVER_OUTPUT.has(entry.name) && !scope.except.includes(absolute)) visit(path);
      if (!entry.isFile()) continue;
      const stamp = scope.isKnown?.(path) === true ? "" : stampOf(absolute);
      files.set(path, { stamp, content: scope.keeps(path) ? readFileSync(absolute) : undefined });
    }
  };
  visit("");
  const remember = (path: string): void => {
    const file = files.get(path);
    if (file !== undefined && file.content === undefined) {
      files.set(path, { ...file, content: readFileSync(join(folder, path)) });
    }
  };
  return { files, remember };
};

const entriesOf = (folder: string) => {
  if (statSync(folder, { throwIfNoEntry: false })?.isDirectory() !== true) return [];
  return readdirSync(folder, { withFileTypes: true });
};

const stampOf = (file: string): string => {
  const { mtimeNs, size, ino } = statSync(file, { bigint: true });
  return `${mtimeNs} ${size} ${ino}`;
};

/** They lie there when the output folder is a whole repository. */
const NEVER_OUTPUT: ReadonlySet<string> = new Set([".git", ".kumiki", "node_modules"]);
