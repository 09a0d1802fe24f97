import { join } from "node:path";
import { isIn } from "../../text/is-in.ts";
import { type FolderLookup, lookBelow } from "./folder-lookup.ts";
import { tryLookAt } from "./kept-paths.ts";

/** What tells which files of a folder are stale. */
export interface Staleness {
  /** What the program's last run left there, relative. */
  readonly listed: readonly string[];
  /** What is made now, relative. */
  readonly made: { readonly has: (path: string) => boolean };
  /** Folders inside that others write to, absolute; asked for where that decides. */
  readonly nested: () => readonly string[];
}

/** The files that a program left in a folder and makes no more. What is reached through a link is somebody else's. */
export const staleFiles = (
  folder: string,
  { listed, made, nested }: Staleness,
  { hasAround, leadsOut }: FolderLookup = lookBelow(folder),
): readonly string[] => {
  const left = listed.filter(
    (path) => !made.has(path) && hasAround(path) && !leadsOut(path) && isFile(join(folder, path)),
  );
  if (left.length === 0) return left;
  const others = nested();
  return left.filter((path) => !others.some((other) => isIn(join(folder, path), other)));
};

const isFile = (path: string): boolean => tryLookAt(path)?.isFile() === true;
