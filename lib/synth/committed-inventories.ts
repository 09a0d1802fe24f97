import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { type InventoryFile, inventoryFiles } from "./read-inventories.ts";

/**
 * The inventories of an output folder as they were committed last, so that a change is seen that was already written to the
 * disk; those on the disk where git does not keep the folder.
 */
export const committedInventories = (cwd: string, folder: string): readonly InventoryFile[] => {
  const below = relative(cwd, folder).replaceAll("\\", "/");
  const isInside = below !== "" && !below.startsWith("..");
  const listed = isInside ? git(cwd, ["ls-tree", "-r", "-z", "--name-only", "HEAD", "--", below]) : undefined;
  if (listed === undefined) return inventoryFiles(folder);
  const paths = listed
    .toString()
    .split("\0")
    .filter((path) => path.startsWith(`${below}/`) && INVENTORY.test(path.slice(below.length + 1)));
  if (paths.length > 0) return textsInHead(cwd, paths);
  return git(cwd, ["check-ignore", "--quiet", below]) === undefined ? [] : inventoryFiles(folder);
};

/** Of a cluster; no folder of ours has a line break in its name. */
const INVENTORY = /^[^/\n]+\/inventory\.json$/;

/** One process for all of them. git prints a line for each, which ends in its length in bytes, and then its text. */
const textsInHead = (cwd: string, paths: readonly string[]): readonly InventoryFile[] => {
  let rest = git(cwd, ["cat-file", "--batch"], paths.map((path) => `HEAD:./${path}\n`).join(""));
  return paths.flatMap((path) => {
    const end = rest?.indexOf("\n") ?? -1;
    if (rest === undefined || end < 0) return [];
    const start = end + 1;
    const length = Number(rest.toString("latin1", 0, end).split(" ").at(-1));
    const text = rest.toString("utf8", start, start + length);
    rest = rest.subarray(start + length + 1);
    return { path: `HEAD:${path}`, text };
  });
};

/** What git prints; undefined where it says no, where there is no git, and where there is nothing of git's to ask about. */
const git = (cwd: string, args: readonly string[], input = ""): Buffer | undefined => {
  if (!isInRepository(cwd)) return undefined;
  try {
    return execFileSync("git", args, { cwd, input, stdio: ["pipe", "pipe", "ignore"], maxBuffer: 2 ** 28 });
  } catch (error) {
    const { status, code } = error as { status?: number | null; code?: string };
    if (code === "ENOENT" || typeof status === "number") return undefined;
    throw error;
  }
};

/** As git looks for it; a process of its own would take six milliseconds. */
const isInRepository = (folder: string): boolean =>
  // oxlint-disable-next-line node/no-process-env -- where git looks first
  "GIT_DIR" in process.env ||
  existsSync(join(folder, ".git")) ||
  (dirname(folder) !== folder && isInRepository(dirname(folder)));
