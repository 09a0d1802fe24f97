import { dirname, join, resolve } from "node:path";
import { inputsOfProgram } from "../loading/inputs-of-program.ts";
import type { WatchedPaths } from "./watched-paths.ts";

/** Whose programs are watched. */
export interface WatchUse {
  /** Absolute. */
  readonly cwd: string;
  /** Relative to it. */
  readonly programs: readonly string[];
  /** Where they write, absolute. */
  readonly output: string;
}

/** What programs are made of, as far as it is known. */
export const inputsToWatch = (use: WatchUse): WatchedPaths => {
  const entries = entriesOf(use);
  const files = entries.flatMap(inputsOfProgram);
  const paths = [...new Set([join(use.cwd, "cdk8s.yaml"), ...entries, ...files])];
  return { paths, expected: new Set(files), folders: [], output: use.output };
};

/** The same and whatever lies around the programs. */
export const withSurroundings = (inputs: WatchedPaths, use: WatchUse): WatchedPaths => {
  const around = [use.cwd, ...entriesOf(use).map((entry) => dirname(entry))];
  return { ...inputs, folders: withoutInner([...inputs.folders, ...around]) };
};

const entriesOf = ({ cwd, programs }: WatchUse): readonly string[] => programs.map((program) => resolve(cwd, program));

/** Folders that lie in none of the others. */
const withoutInner = (folders: readonly string[]): readonly string[] =>
  [...new Set(folders)].filter((folder) => !folders.some((other) => folder.startsWith(join(other, "/"))));
