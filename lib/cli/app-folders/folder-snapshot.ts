import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";

/** Files of a folder at a time, relative with forward slashes, each with a stamp that differs once somebody has written it. */
export type FolderSnapshot = ReadonlyMap<string, string>;

/** Looks at a folder; one that is not there is empty. Links, what is no file, and folders that are somebody else's (absolute) are left out. */
export const snapshotFolder = (folder: string, except: readonly string[]): FolderSnapshot => {
  const files = new Map<string, string>();
  const visit = (below: string): void => {
    for (const entry of entriesOf(join(folder, below))) {
      const path = below === "" ? entry.name : `${below}/${entry.name}`;
      const absolute = join(folder, path);
      if (entry.isDirectory() && !NEVER_OUTPUT.has(entry.name) && !except.includes(absolute)) visit(path);
      const stamp = entry.isFile() ? stampOf(absolute) : undefined;
      if (stamp !== undefined) files.set(path, stamp);
    }
  };
  visit("");
  return files;
};

const entriesOf = (folder: string) => {
  if (statSync(folder, { throwIfNoEntry: false })?.isDirectory() !== true) return [];
  return readdirSync(folder, { withFileTypes: true });
};

const stampOf = (file: string): string | undefined => {
  const there = statSync(file, { bigint: true, throwIfNoEntry: false });
  return there === undefined ? undefined : `${there.mtimeNs} ${there.size} ${there.ino}`;
};

/** They lie there when the output folder is a whole repository. */
const NEVER_OUTPUT: ReadonlySet<string> = new Set([".git", ".kumiki", "node_modules"]);
