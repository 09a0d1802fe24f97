import { spawnSync } from "node:child_process";
import { mkdirSync } from "node:fs";
import { dirname } from "node:path";

/** Runs a program that the bench cannot do without. */
export const must = (command: string, args: readonly string[], cwd: string): void => {
  mkdirSync(dirname(cwd), { recursive: true });
  const { status, stderr, error } = spawnSync(command, args, { cwd, encoding: "utf8" });
  if (status !== 0) throw new Error(`Cannot run ${command} ${args.join(" ")}: ${error?.message ?? stderr}`);
};
