import { secretValuesInText } from "../secret-values.ts";
import { compareLines, type LineDiff } from "./compare-lines.ts";
import { secretHider } from "./hide-secrets.ts";
import type { ChangedFile, OutputPlan } from "./plan-output.ts";

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
  readonly alone?: "the executable bit" | "the way it is written";
}

/** Compares what is there with what is to be. Values that the program asked for by name are hidden in every file. */
export const findDrift = (plan: OutputPlan, filled: readonly Buffer[] = []): Drift => {
  const hide = secretHider([...filled, ...formerValues(plan, filled)]);
  return {
    missing: plan.added.map(({ path }) => path),
    changed: plan.changed.map((changed) => changedLines(changed, hide)),
    stale: plan.removed,
    foreign: plan.foreign,
  };
};

/** What stood in the place of values that have changed, as far as their Secrets are there. */
const formerValues = ({ changed }: OutputPlan, filled: readonly Buffer[]): readonly Buffer[] => {
  const encoded = filled.map((value) => value.toString("base64"));
  if (encoded.length === 0) return [];
  const secrets = changed.filter(({ file, before }) => {
    if (!before.includes("Secret")) return false;
    const { text } = file;
    return encoded.some((value) => text.includes(value));
  });
  return secrets.flatMap(({ before }) => secretValuesInText(before));
};

const changedLines = ({ file, before }: ChangedFile, hide: (text: string) => string): ChangedLines => {
  const [there, made] = [hide(before), hide(file.text)];
  const { path } = file;
  if (there !== made) return { path, ...compareLines(there, made) };
  return { path, hunks: [], omitted: 0, alone: before === file.text ? "the executable bit" : "the way it is written" };
};
