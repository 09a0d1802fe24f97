import type { ChangedFile, OutputPlan } from "./plan-output.ts";

/** What differs between the output folder and what the program makes, a line a file, with the first lines that differ. */
export const describeDrift = (folder: string, plan: OutputPlan): readonly string[] => [
  ...plan.added.map(({ path }) => `missing  ${folder}/${path}`),
  ...plan.changed.flatMap((changed) => [`changed  ${folder}/${changed.file.path}`, ...differingLines(changed)]),
  ...plan.removed.map((path) => `stale    ${folder}/${path}`),
];

const differingLines = ({ before, file }: ChangedFile): readonly string[] => {
  const [there, made] = [before.split("\n"), file.text.split("\n")];
  const start = there.findIndex((line, index) => line !== made[index]);
  if (start < 0 && there.length >= made.length) return ["         (the executable bit alone)"];
  const first = start < 0 ? there.length : start;
  const ends = commonEnd(there.slice(first), made.slice(first));
  return [...shown(there.slice(first, there.length - ends), "-"), ...shown(made.slice(first, made.length - ends), "+")];
};

const shown = (lines: readonly string[], sign: string): readonly string[] => [
  ...lines.slice(0, SHOWN).map((line) => `  ${sign} ${line}`),
  ...(lines.length > SHOWN ? [`  ${sign} … ${lines.length - SHOWN} more`] : []),
];

const commonEnd = (a: readonly string[], b: readonly string[]): number => {
  let length = 0;
  while (length < Math.min(a.length, b.length) && a.at(-1 - length) === b.at(-1 - length)) length += 1;
  return length;
};

/** Lines of each side; who wants them all asks git. */
const SHOWN = 12;
