import type { Finding } from "../../finding/finding.ts";
import { flawOfName } from "../../text/portable-name.ts";
import { pathClash, pathEscapes, pathTwice } from "./output-findings.ts";

/** Finds paths that lead out of the output folder, that some file system refuses, or that cannot all be there on every one. */
export const checkPaths = (paths: readonly string[]): readonly Finding[] => {
  const seen = new Map<string, string>();
  const examples = new Map(paths.map((path) => [folderOf(path), path]));
  const flaws = new Map([...examples.keys()].map((folder) => [folder, flawOfFolder(folder)]));
  const folders = new Map(
    [...examples].flatMap(([, path]) => foldersAbove(path).map((name) => [foldPath(name), path])),
  );
  return paths.flatMap((path) => {
    const folded = foldPath(path);
    const found = flaws.get(folderOf(path)) ?? flawOfName(path.slice(path.lastIndexOf("/") + 1));
    const other = seen.get(folded) ?? folders.get(folded);
    seen.set(folded, path);
    return [
      ...(found === undefined ? [] : [pathEscapes({ path }, { path, found })]),
      ...(other === undefined ? [] : [clash(path, other)]),
    ];
  });
};

const clash = (path: string, other: string): Finding =>
  path === other ? pathTwice({ path }, { path }) : pathClash({ path }, { path, other });

/** A path as file systems compare it that know neither case nor ways to compose a letter. */
export const foldPath = (path: string): string => path.normalize("NFC").toLowerCase();

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
