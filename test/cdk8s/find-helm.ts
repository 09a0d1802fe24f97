import { execFileSync, spawnSync } from "node:child_process";
import { join } from "node:path";
import { ROOT } from "../terminal.ts";

/** The helm that was made beside the judges, else the one in PATH. */
export const tryFindHelm = (): string | undefined => {
  const list = execFileSync(process.execPath, [join(ROOT, "judges", "build.mjs"), "--list"], { encoding: "utf8" });
  const made = (JSON.parse(list) as readonly GoProgram[]).find(({ id }) => id === "helm");
  if (made?.built === true) return made.path;
  return spawnSync("helm", ["version"]).error === undefined ? "helm" : undefined;
};

interface GoProgram {
  readonly id: string;
  readonly path: string;
  readonly built: boolean;
}
