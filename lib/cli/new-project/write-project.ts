import { renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { makeFolder } from "../../synth/write/make-folder.ts";
import { diskReason } from "../../synth/write/output-error.ts";
import { CommandError } from "../terminal.ts";
import type { ProjectPlan } from "./plan-project.ts";

/** Carries out a plan. What the disk refuses takes back what was written before. */
export const writeProject = (folder: string, { created, completed }: ProjectPlan): void => {
  const written: string[] = [];
  const write = (path: string, text: string): void => {
    makeFolder(dirname(path));
    // Fails where a file has come since the plan.
    writeFileSync(path, text, { flag: "wx" });
    written.push(path);
  };
  const files = [...completed.map((file) => ({ ...file, path: beside(file.path) })), ...created];
  for (const { path, text } of files) {
    try {
      write(join(folder, path), text);
    } catch (error) {
      for (const taken of written) rmSync(taken, { force: true });
      throw new CommandError(`Cannot make a project in ${folder}: ${path}: ${reasonOf(error)}; no file was left`, {
        cause: error,
      });
    }
  }
  for (const { path } of completed) renameSync(join(folder, beside(path)), join(folder, path));
};

const beside = (path: string): string => `${path}.kumiki-init`;

const reasonOf = (error: unknown): string =>
  (error as { code?: string }).code === "EEXIST" ? "it is there already" : diskReason(error);
