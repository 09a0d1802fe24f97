import { realpathSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { footprintsOfProgram } from "../loading/footprints-of-program.ts";
import { PACKAGE_FOLDER } from "../own-package.ts";
import { localPackages } from "./local-packages.ts";
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

/** What programs are made of, as far as it is known, and what would be found first if it were there. */
export const inputsToWatch = (use: WatchUse): WatchedPaths => {
  const entries = entriesOf(use);
  const footprints = entries.flatMap(footprintsOfProgram);
  const files = footprints.flatMap((footprint) => Object.keys(footprint.files));
  const packages = footprints.flatMap((footprint) => Object.values(footprint.packages));
  const folders = localPackages(packages).filter((folder) => folder !== OWN_FOLDER);
  const others = footprints.flatMap((footprint) => [...Object.keys(footprint.packages), ...footprint.absent]);
  const paths = [...new Set([join(use.cwd, "cdk8s.yaml"), ...entries, ...files, ...others])];
  return { paths, expected: new Set(files), folders: withoutInner(folders), output: use.output };
};

/** The same and whatever lies around the programs. */
export const withSurroundings = (inputs: WatchedPaths, use: WatchUse): WatchedPaths => {
  const around = [use.cwd, ...entriesOf(use).map((entry) => dirname(entry))];
  return { ...inputs, folders: withoutInner([...inputs.folders, ...around]) };
};

/** What is linked to a checkout of kumiki is kumiki's, which a test or a build may write at any time. */
const OWN_FOLDER = realpathSync.native(PACKAGE_FOLDER);

const entriesOf = ({ cwd, programs }: WatchUse): readonly string[] => programs.map((program) => resolve(cwd, program));

/** Folders that lie in none of the others. */
const withoutInner = (folders: readonly string[]): readonly string[] =>
  [...new Set(folders)].filter((folder) => !folders.some((other) => folder.startsWith(join(other, "/"))));
