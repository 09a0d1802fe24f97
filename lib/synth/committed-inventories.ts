import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { isIn } from "../text/is-in.ts";
import { relativePath } from "../text/relative-path.ts";
import { type InventoryFile, inventoryFiles } from "./read-inventories.ts";

/**
 * The inventories of an output folder as they were committed last, so that a change is seen that was already written to the
 * disk; those on the disk where none was committed and git ignores the folder, or does not know it.
 */
export const committedInventories = (cwd: string, folder: string): readonly InventoryFile[] => {
  const below = relativePath(cwd, folder);
  const isInside = below !== "" && isIn(folder, cwd);
  const listed = isInside && isInRepository(cwd) ? git(cwd, ["ls-tree", "-r", "-z", "HEAD", "--", below]) : undefined;
  if (listed === undefined) return inventoryFiles(folder);
  const files = listed
    .toString()
    .split("\0")
    .flatMap((line) => tryReadEntry(line, `${below}/`) ?? []);
  if (files.length > 0) return textsOf(cwd, files);
  return git(cwd, ["check-ignore", "--quiet", below]) === undefined ? [] : inventoryFiles(folder);
};

/** A file that was committed. */
interface CommittedFile {
  readonly path: string;
  /** What git calls its text. */
  readonly blob: string;
}

/** A line of `git ls-tree`, if it is of a cluster's inventory. */
const tryReadEntry = (line: string, start: string): CommittedFile | undefined => {
  // Of thousands, few are.
  if (!line.endsWith(INVENTORY)) return undefined;
  const [, blob, path] = /^\d+ blob (\w+)\t([^]*)$/.exec(line) ?? [];
  if (blob === undefined || path === undefined || !path.startsWith(start)) return undefined;
  const cluster = path.slice(start.length, -INVENTORY.length);
  return cluster === "" || cluster.includes("/") ? undefined : { path, blob };
};

const INVENTORY = "/inventory.json";

/** One process for all of them: git prints a line for each, and below it the text, whose length in bytes the line ends in. */
const textsOf = (cwd: string, files: readonly CommittedFile[]): readonly InventoryFile[] => {
  let rest = git(cwd, ["cat-file", "--batch"], files.map(({ blob }) => `${blob}\n`).join("")) ?? Buffer.alloc(0);
  return files.map(({ path }) => {
    const start = rest.indexOf("\n") + 1;
    const length = / blob (\d+)$/.exec(rest.toString("latin1", 0, Math.max(0, start - 1)))?.[1];
    const end = start + Number(length ?? 0);
    const text = rest.toString("utf8", start, end);
    // Of a text that is not there, git says so in its line, and prints no other.
    rest = rest.subarray(length === undefined ? start : end + 1);
    return { path: `HEAD:${path}`, text };
  });
};

/** What git prints; undefined where it says no, or where there is no git. */
const git = (cwd: string, args: readonly string[], input = ""): Buffer | undefined => {
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
