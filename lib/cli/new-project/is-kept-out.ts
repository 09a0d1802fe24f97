import { spawnSync } from "node:child_process";
import { join } from "node:path";

/**
 * Tells whether git would leave out what is to be committed of a project, and nothing else: a repository around it, such as that of
 * a workspace, may name `dist`. No where there is no git.
 */
export const isOutputKeptOut = (folder: string, existing: string): boolean =>
  isIgnored(join(folder, "dist", "README.md"), existing) && !isIgnored(join(folder, "main.ts"), existing);

const isIgnored = (path: string, cwd: string): boolean =>
  spawnSync("git", ["check-ignore", "--quiet", "--no-index", path], { cwd, stdio: "ignore" }).status === 0;
