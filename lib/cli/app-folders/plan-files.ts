import { readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { OutputError } from "../../synth/write/output-error.ts";
import { type ChangedFile, EMPTY_PLAN, type OutputPlan } from "../../synth/write/plan-output.ts";
import type { OutputFile } from "../../text/output-file.ts";
import { type FolderLookup, lookBelow } from "./folder-lookup.ts";

/** What is to be written of files that an app names: whoever wrote what is there, it is written over, and stays executable. */
export const planFiles = (
  folder: string,
  files: readonly OutputFile[],
  lookup: FolderLookup = lookBelow(folder),
): OutputPlan => {
  const plan = { added: [] as OutputFile[], changed: [] as ChangedFile[], unchanged: [] as string[] };
  for (const file of files) {
    refuseWayTo(file.path, folder, lookup);
    const [there] = lookup.hasAround(file.path) ? tryReadOutput(folder, file.path, refuseFolder) : [];
    if (there === undefined) plan.added.push(file);
    else if (there.text === file.text) plan.unchanged.push(file.path);
    else
      plan.changed.push({ file: there.executable === true ? { ...file, executable: true } : file, before: there.text });
  }
  return { ...EMPTY_PLAN, ...plan };
};

/** Refuses a path that no file of the folder can have. */
const refuseWayTo = (path: string, folder: string, { leadsOut, tryFindObstacle }: FolderLookup): void => {
  const refuse = (reason: string): never => {
    throw new OutputError(`Cannot write ${join(folder, path)}: ${reason}`);
  };
  if (path.split("/").includes("..")) refuse(NAME_OUT);
  const obstacle = tryFindObstacle(path);
  if (obstacle !== undefined) refuse(`${join(folder, obstacle)} is no folder; move it away`);
  if (leadsOut(path)) refuse(LINK_AROUND);
};

const NAME_OUT =
  "its name has .. in it, which may lead out of the output folder; give the app another outputFileExtension, or another outdir";

const refuseFolder = (absolute: string): never => {
  throw new OutputError(`Cannot write ${absolute}: a folder stands where a file is wanted; move it away`);
};

const LINK_AROUND =
  "a folder around it is a link that leads out of the output folder; remove the link, or name where it leads as an outdir";

/** A file as it is there, also behind a link; none where there is no file. */
export const tryReadOutput = (
  folder: string,
  path: string,
  onFolder: (absolute: string) => void = () => {},
): readonly OutputFile[] => {
  const absolute = join(folder, path);
  const there = statSync(absolute, { throwIfNoEntry: false });
  if (there?.isDirectory() === true) onFolder(absolute);
  if (there?.isFile() !== true) return [];
  const file = { path, text: readFileSync(absolute, "utf8") };
  return [(there.mode & 0o100) === 0 ? file : { ...file, executable: true }];
};
