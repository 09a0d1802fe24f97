import { lstatSync, readFileSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import type { OutputFile } from "../../text/output-file.ts";
import { completeGitignore } from "./complete-gitignore.ts";
import { completePackageJson } from "./complete-package-json.ts";
import type { Completion } from "./completion.ts";

/** What making a project in a folder comes to. With an obstacle nothing is to be written. */
export interface ProjectPlan {
  /** Files that are not there yet. */
  readonly created: readonly OutputFile[];
  /** Files that are there and get what they lack; none of what they say is changed. */
  readonly completed: readonly OutputFile[];
  /** Files that are there and stay as they are. */
  readonly kept: readonly string[];
  /** What stands in the way, in words. */
  readonly obstacles: readonly string[];
}

/**
 * Plans a project in a folder, which need not exist. What `npm install` and a git host make of an empty folder is no obstacle:
 * package.json and .gitignore get what they lack, and a README.md stays. Any other file that would be written is.
 */
export const planProject = (folder: string, template: readonly OutputFile[]): ProjectPlan =>
  template.reduce((plan, file) => merge(plan, planFile(folder, file)), NO_PLAN);

const planFile = (folder: string, file: OutputFile): ProjectPlan => {
  const blocked = foldersOf(file.path).find((path) => isOther(join(folder, path)));
  if (blocked !== undefined) return { ...NO_PLAN, obstacles: [`${blocked} (no folder)`] };
  const path = join(folder, file.path);
  if (lstatSync(path, { throwIfNoEntry: false }) === undefined) return { ...NO_PLAN, created: [file] };
  if (!isFile(path)) return { ...NO_PLAN, obstacles: [file.path] };
  if (file.path === "README.md") return { ...NO_PLAN, kept: [file.path] };
  const complete = COMPLETED[file.path];
  if (complete === undefined) return { ...NO_PLAN, obstacles: [file.path] };
  const existing = readFileSync(path, "utf8");
  const completion = complete(existing, file.text);
  if ("obstacles" in completion) return { ...NO_PLAN, obstacles: completion.obstacles };
  return completion.text === existing
    ? { ...NO_PLAN, kept: [file.path] }
    : { ...NO_PLAN, completed: [{ ...file, text: completion.text }] };
};

const COMPLETED: Readonly<Record<string, (existing: string, needed: string) => Completion>> = {
  ".gitignore": completeGitignore,
  "package.json": completePackageJson,
};

const NO_PLAN: ProjectPlan = { created: [], completed: [], kept: [], obstacles: [] };

/** Two files may have the same obstacle above them. */
const merge = (a: ProjectPlan, b: ProjectPlan): ProjectPlan => ({
  created: [...a.created, ...b.created],
  completed: [...a.completed, ...b.completed],
  kept: [...a.kept, ...b.kept],
  obstacles: [...new Set([...a.obstacles, ...b.obstacles])],
});

/** The folders that a path leads through, outermost first. */
const foldersOf = (path: string): readonly string[] => {
  const above = dirname(path);
  return above === "." ? [] : [...foldersOf(above), above];
};

/** A link that leads nowhere is something else than a folder, too. */
const isOther = (path: string): boolean =>
  lstatSync(path, { throwIfNoEntry: false }) !== undefined &&
  statSync(path, { throwIfNoEntry: false })?.isDirectory() !== true;

const isFile = (path: string): boolean => statSync(path, { throwIfNoEntry: false })?.isFile() === true;
