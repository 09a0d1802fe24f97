import { execFileSync } from "node:child_process";
import { relative } from "node:path";
import { type InventoryFile, inventoryFiles } from "./read-inventories.ts";

/**
 * The inventories of an output folder as they were committed last, so that a change is seen that was already written to the
 * disk; those on the disk where git does not keep the folder.
 */
export const committedInventories = (cwd: string, folder: string): readonly InventoryFile[] => {
  const below = relative(cwd, folder).replaceAll("\\", "/");
  const isInside = below !== "" && !below.startsWith("..");
  const listed = isInside ? git(cwd, ["ls-tree", "-r", "-z", "--name-only", "HEAD", "--", below]) : undefined;
  if (listed === undefined || git(cwd, ["check-ignore", "--quiet", below]) !== undefined) return inventoryFiles(folder);
  return listed
    .split("\0")
    .filter((name) => name.startsWith(`${below}/`) && /^[^/]+\/inventory\.json$/.test(name.slice(below.length + 1)))
    .map((path) => ({ path: `HEAD:${path}`, text: git(cwd, ["show", `HEAD:./${path}`]) ?? "" }));
};

/** What git prints; undefined where it says no, or where there is no git. */
const git = (cwd: string, args: readonly string[]): string | undefined => {
  try {
    return execFileSync("git", args, {
      cwd,
      encoding: "utf8",
      stdio: ["ignore", "pipe", "ignore"],
      maxBuffer: 2 ** 28,
    });
  } catch (error) {
    const { status, code } = error as { status?: number | null; code?: string };
    if (code === "ENOENT" || typeof status === "number") return undefined;
    throw error;
  }
};
