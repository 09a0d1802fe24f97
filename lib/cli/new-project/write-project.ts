import { closeSync, existsSync, openSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { makeFolder } from "../../synth/write/make-folder.ts";
import { diskReason } from "../../synth/write/output-error.ts";
import { removeIfEmpty } from "../remove-if-empty.ts";
import { CommandError } from "../terminal.ts";
import type { ProjectPlan } from "./plan-project.ts";

/** Carries out a plan. What the disk refuses takes back what was written before. */
export const writeProject = (folder: string, { created, completed }: ProjectPlan): void => {
  const written: string[] = [];
  const made: string[] = [];
  const write = (path: string, text: string): void => {
    // What it makes of several is there, though it may fail at one of them.
    made.push(...missingFolders(dirname(path)));
    makeFolder(dirname(path));
    // Fails where a file has come since the plan. A full disk takes the name before it refuses the text.
    closeSync(openSync(path, "wx"));
    written.push(path);
    writeFileSync(path, text);
  };
  const files = [...completed.map((file) => ({ ...file, path: beside(file.path) })), ...created];
  for (const { path, text } of files) {
    try {
      write(join(folder, path), text);
    } catch (error) {
      for (const taken of written) rmSync(taken, { force: true });
      for (const around of made.toReversed()) removeIfEmpty(around);
      throw new CommandError(`Cannot make a project in ${folder}: ${path}: ${reasonOf(error)}; no file was left`, {
        cause: error,
      });
    }
  }
  for (const { path } of completed) renameSync(join(folder, beside(path)), join(folder, path));
};

/** The outermost first. */
const missingFolders = (path: string): readonly string[] =>
  existsSync(path) ? [] : [...missingFolders(dirname(path)), path];

const beside = (path: string): string => `${path}.kumiki-init`;

const reasonOf = (error: unknown): string =>
  (error as { code?: string }).code === "EEXIST" ? "it is there already" : diskReason(error);
