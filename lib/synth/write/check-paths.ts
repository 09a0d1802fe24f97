import type { Finding } from "../../finding/finding.ts";
import { flawOfName } from "../../text/portable-name.ts";
import { remember } from "../remember.ts";
import { pathClash, pathEscapes, pathTwice } from "./output-findings.ts";

/** Finds paths that lead out of the output folder, that some file system refuses, or that cannot all be there on every one. */
export const checkPaths = (paths: readonly string[]): readonly Finding[] => {
  const folders = foldersOf(paths);
  const findings: Finding[] = [];
  for (const path of paths) {
    const end = path.lastIndexOf("/") + 1;
    const { flaw, entries } = folders.get(path.slice(0, end)) ?? NO_FOLDER;
    const name = path.slice(end);
    const folded = foldPath(name);
    const found = flaw ?? flawOfName(name);
    const other = entries.files.get(folded) ?? entries.folders.get(folded);
    entries.files.set(folded, path);
    if (found !== undefined) findings.push(pathEscapes({ path }, { path, found }));
    if (other !== undefined) findings.push(clash(path, other));
  }
  return findings;
};

/** A folder of these paths, under one of its spellings. */
interface Folder {
  readonly flaw: string | undefined;
  readonly entries: Entries;
}

/** What a folder holds, whatever its spelling: a path for each name, as file systems compare names. */
interface Entries {
  readonly files: Map<string, string>;
  readonly folders: Map<string, string>;
}

const NO_FOLDER: Folder = { flaw: undefined, entries: { files: new Map(), folders: new Map() } };

/** By their names, with a slash at the end. */
const foldersOf = (paths: readonly string[]): ReadonlyMap<string, Folder> => {
  const examples = new Map<string, string>();
  for (const path of paths) examples.set(folderOf(path), path);
  const entriesOf = remember((_folder: string): Entries => ({ files: new Map(), folders: new Map() }));
  for (const path of examples.values()) {
    for (const folder of foldersAbove(foldPath(path))) {
      entriesOf(folderOf(folder)).folders.set(folder.slice(folder.lastIndexOf("/") + 1), path);
    }
  }
  return new Map(
    [...examples.keys()].map((folder) => [
      folder,
      { flaw: flawOfFolder(folder), entries: entriesOf(foldPath(folder)) },
    ]),
  );
};

const clash = (path: string, other: string): Finding =>
  path === other ? pathTwice({ path }, { path }) : pathClash({ path }, { path, other });

/** A path as file systems compare it that know neither case nor ways to compose a letter. */
export const foldPath = (path: string): string =>
  IS_ASCII.test(path) ? path.toLowerCase() : path.normalize("NFC").toLowerCase();

const IS_ASCII = /^[ -~]*$/;

/** The folders that a path leads through, from the top. */
export const foldersAbove = (path: string): readonly string[] => {
  const parts = path.split("/").slice(0, -1);
  return parts.map((_, index) => parts.slice(0, index + 1).join("/"));
};

/** The folder of a file, with a slash at its end; nothing for the output folder itself. */
const folderOf = (path: string): string => path.slice(0, path.lastIndexOf("/") + 1);

const flawOfFolder = (folder: string): string | undefined => {
  if (folder.startsWith("/") || /^[A-Za-z]:/.test(folder)) return "an absolute path";
  const names = folder.split("/").slice(0, -1);
  return names.map(flawOfName).find((flaw) => flaw !== undefined);
};
