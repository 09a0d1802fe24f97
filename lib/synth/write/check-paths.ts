import type { Finding } from "../../finding/finding.ts";
import { pathClash, pathEscapes, pathTwice } from "./output-findings.ts";

/** Finds paths that lead out of the output folder, and paths that cannot all be there on every file system. */
export const checkPaths = (paths: readonly string[]): readonly Finding[] => {
  const seen = new Map<string, string>();
  const folders = new Map(
    paths.flatMap((path) => foldersAbove(path).map((folder) => [foldPath(folder), path] as const)),
  );
  return paths.flatMap((path) => {
    const found = escapeIn(path);
    const other = seen.get(foldPath(path)) ?? folders.get(foldPath(path));
    seen.set(foldPath(path), path);
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

/** What in a path leads out of its folder, or means something else on another system. */
const escapeIn = (path: string): string | undefined => {
  if (path.startsWith("/") || /^[A-Za-z]:/.test(path)) return "an absolute path";
  if (/[\\\p{Cc}]/u.test(path)) return "a control character or a backslash";
  if (path.split("/").some((part) => part === "" || part === "." || part === "..")) return 'an empty name, "." or ".."';
  return undefined;
};
