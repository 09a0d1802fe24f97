import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync } from "node:fs";
import { basename, dirname, join, relative, resolve } from "node:path";
import { whileLocked } from "../../synth/write/lock-output.ts";
import { relativePath } from "../../text/relative-path.ts";
import { replaceFile } from "../replace-file.ts";

/** What a program wrote at its last run: output folders, absolute, and the files in each, relative with forward slashes. */
export type OutputList = ReadonlyMap<string, readonly string[]>;

/** What programs of cdk8s wrote, which carries no mark: only what is listed here is ever removed. */
export interface OutputLists {
  readonly own: OutputList;
  /** Of the other programs that keep their lists in the same place. */
  readonly others: readonly OutputList[];
}

/** Reads the lists that lie in a cache folder; without one nothing is known, and nothing will be removed. */
export const readOutputLists = (cacheFolder: string, entry: string): OutputLists => {
  const own = listName(cacheFolder, entry);
  const others = listFilesIn(cacheFolder).filter((name) => name !== own);
  return { own: readList(cacheFolder, own), others: others.map((name) => readList(cacheFolder, name)) };
};

/** What a program wrote to a folder in its last run there and nobody else claims, relative to it. */
export const ownFiles = ({ own, others }: OutputLists, folder: string): readonly string[] => {
  const files = own.get(folder) ?? [];
  if (others.length === 0) return files;
  const foreign = new Set(
    others.flatMap((list) => [...list].flatMap(([place, paths]) => paths.map((path) => join(place, path)))),
  );
  return files.filter((path) => !foreign.has(join(folder, path)));
};

/**
 * Keeps what a program wrote to these folders for its next run; what is known of other folders stays, as long as they are there.
 * A cache folder that cannot be written is no reason to fail: then nothing is removed later.
 */
export const writeOutputList = (cacheFolder: string, entry: string, list: OutputList): void => {
  const from = dirname(cacheFolder);
  const name = listName(cacheFolder, entry);
  try {
    mkdirSync(listFolder(cacheFolder), { recursive: true });
    whileLocked(listFolder(cacheFolder), SILENT, () => {
      const known = [...readList(cacheFolder, name)].filter(([folder]) => existsSync(folder));
      const folders = [...new Map([...known, ...list])].map(
        ([folder, files]) => [relative(from, folder), files] as const,
      );
      replaceFile(join(listFolder(cacheFolder), name), JSON.stringify(Object.fromEntries(folders)));
    });
  } catch {
    // Read-only checkouts are synthesized too.
  }
};

/** Nobody has it for long. */
const SILENT = { say: () => undefined };

const listFolder = (cacheFolder: string): string => join(cacheFolder, "outputs");

/** By the program's place beside the cache folder, so that a project may be moved. */
const listName = (cacheFolder: string, entry: string): string => {
  const place = relativePath(dirname(cacheFolder), entry);
  return `${basename(entry)}-${createHash("sha256").update(place).digest("hex").slice(0, 16)}.json`;
};

const listFilesIn = (cacheFolder: string): readonly string[] => {
  try {
    // Others are of runs that were killed while they wrote one.
    return readdirSync(listFolder(cacheFolder)).filter((name) => name.endsWith(".json"));
  } catch {
    return [];
  }
};

/** A list that cannot be read is none. */
const readList = (cacheFolder: string, name: string): OutputList => {
  try {
    const text = readFileSync(join(listFolder(cacheFolder), name), "utf8");
    const folders = Object.entries(JSON.parse(text) as Record<string, string[]>);
    return new Map(folders.map(([place, files]) => [resolve(dirname(cacheFolder), place), files] as const));
  } catch {
    return new Map();
  }
};
