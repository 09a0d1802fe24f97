import type { Finding } from "../../finding/finding.ts";
import { flawOfName } from "../../text/portable-name.ts";
import { pathClash, pathEscapes, pathTwice } from "./output-findings.ts";

/** Finds paths that lead out of the output folder, that some file system refuses, or that cannot all be there on every one. */
export const checkPaths = (paths: readonly string[]): readonly Finding[] => {
  const seen = new Map<string, string>();
  const examples = new Map<string, string>();
  for (const path of paths) examples.set(folderOf(path), path);
  const flaws = new Map([...examples.keys()].map((folder) => [folder, flawOfFolder(folder)]));
  const folders = new Map(
    [...examples].flatMap(([, path]) => foldersAbove(path).map((name) => [foldPath(name), path])),
  );
  const findings: Finding[] = [];
  for (const path of paths) {
    const folded = foldPath(path);
    const found = flaws.get(folderOf(path)) ?? flawOfName(path.slice(path.lastIndexOf("/") + 1));
    const other = seen.get(folded) ?? folders.get(folded);
    seen.set(folded, path);
    if (found !== undefined) findings.push(pathEscapes({ path }, { path, found }));
    if (other !== undefined) findings.push(clash(path, other));
  }
  return findings;
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
