import { readFileSync } from "node:fs";
import { join } from "node:path";
import { secretValuesInText } from "../secret-values.ts";
import type { OutputPlan } from "./plan-output.ts";

/** A folder, and what a run finds when it compares it with what it makes. */
export interface ComparedFolder {
  /** Absolute. */
  readonly folder: string;
  readonly plan: OutputPlan;
}

/**
 * Gathers the values of every Secret in folders that are compared: of what is made, and of what lies there, whether it is to be
 * replaced, to be removed or to stay. What stays is read once more, since a plan does not have its text: for a run in which
 * something differs.
 */
export const readComparedValues = (folders: readonly ComparedFolder[]): readonly Buffer[] =>
  folders.flatMap(({ folder, plan: { added, changed, unchanged, removed } }) => [
    ...added.flatMap(({ text }) => secretValuesInText(text)),
    ...changed.flatMap(({ file, before }) => [before, file.text].flatMap(secretValuesInText)),
    ...[...unchanged, ...removed].flatMap((path) => secretValuesInText(textAt(join(folder, path)))),
  ]);

const textAt = (path: string): string => {
  try {
    return readFileSync(path, "utf8");
  } catch {
    // Another run has taken it away meanwhile.
    return "";
  }
};
