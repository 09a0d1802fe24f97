import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import type { DiskReading } from "../../synth/write/read-output.ts";
import { isTemporary } from "../../synth/write/temporary-name.ts";
import { around } from "./folder-lookup.ts";

/**
 * Finds what an interrupted run left in a folder and in those of its folders that hold these files: whoever holds the lock of the
 * folder may remove it. Nothing else is looked at: what is below may be another run's.
 */
export const findLeftovers = (folder: string, paths: Iterable<string>): Pick<DiskReading, "folders" | "leftovers"> => {
  const isFolder = (path: string): boolean =>
    statSync(join(folder, path), { throwIfNoEntry: false })?.isDirectory() === true;
  if (!isFolder(".")) return { folders: new Set(), leftovers: [] };
  const holding = new Set([...paths].map(around));
  const folders = new Set([".", ...[...holding].flatMap(foldersUpTo)].filter(isFolder));
  const leftovers = [...folders].flatMap((path) =>
    readdirSync(join(folder, path))
      .filter(isTemporary)
      .map((name) => (path === "." ? name : `${path}/${name}`)),
  );
  return { folders, leftovers };
};

/** A folder and those around it. */
const foldersUpTo = (path: string): readonly string[] => (path === "" ? [] : [path, ...foldersUpTo(around(path))]);
