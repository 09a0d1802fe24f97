import { compareLines, type LineDiff } from "./compare-lines.ts";
import { secretHider } from "./hide-secrets.ts";
import type { ChangedFile } from "./plan-output.ts";
import { type ComparedFolder, readComparedValues } from "./read-compared-values.ts";

/** What differs between the output folder and what the program makes. No value of a Secret is in it. */
export interface Drift {
  /** Made, and not there. */
  readonly missing: readonly string[];
  readonly changed: readonly ChangedLines[];
  /** There and ours, and no longer made. */
  readonly stale: readonly string[];
  /** Not ours, in folders of ours: nobody touches them, but kubectl may apply them. */
  readonly foreign: readonly string[];
}

/** A file whose bytes are others. */
export interface ChangedLines extends LineDiff {
  readonly path: string;
  /** What differs where no line does. */
  readonly alone?: "the executable bit" | "the line ends" | "the way it is written";
}

/**
 * Compares what is there with what is to be, folder by folder. The values of all Secrets in these folders are hidden in every
 * file, and so are further ones that are known: asked for, as those of the folders, only where lines are shown.
 */
export const findDrift = (
  folders: readonly ComparedFolder[],
  known: () => readonly Buffer[] = () => [],
): readonly Drift[] => {
  const isShown = folders.some(({ plan }) => plan.changed.length > 0);
  const hide = secretHider(isShown ? [...known(), ...readComparedValues(folders)] : []);
  return folders.map(({ plan }) => ({
    missing: plan.added.map(({ path }) => path),
    changed: plan.changed.map((changed) => changedLines(changed, hide)),
    stale: plan.removed,
    foreign: plan.foreign,
  }));
};

const changedLines = ({ file, before }: ChangedFile, hide: (text: string) => string): ChangedLines => {
  const { path, text } = file;
  if (before === text) return { path, hunks: [], omitted: 0, alone: "the executable bit" };
  // Before values are hidden: of a Secret what is hidden is written anew.
  if (before.replaceAll("\r\n", "\n") === text) return { path, hunks: [], omitted: 0, alone: "the line ends" };
  const [there, made] = [hide(before), hide(text)];
  if (there === made) return { path, hunks: [], omitted: 0, alone: "the way it is written" };
  return { path, ...compareLines(there, made) };
};
