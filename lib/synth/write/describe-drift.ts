import { type SecretHider, secretHider } from "./hide-secrets.ts";
import type { ChangedFile, OutputPlan } from "./plan-output.ts";

/** What differs between the output folder and what the program makes, a line a file, with the first lines that differ. */
export const describeDrift = (folder: string, plan: OutputPlan): readonly string[] => {
  const hide = secretHider();
  return [
    ...plan.added.map(({ path }) => `missing  ${folder}/${path}`),
    ...plan.changed.flatMap((changed) => [`changed  ${folder}/${changed.file.path}`, ...differingLines(changed, hide)]),
    ...plan.removed.map((path) => `stale    ${folder}/${path}`),
  ];
};

const differingLines = ({ before, file }: ChangedFile, hide: SecretHider): readonly string[] => {
  const [there, made] = [hide(before).split("\n"), hide(file.text).split("\n")];
  const start = there.findIndex((line, index) => line !== made[index]);
  if (start < 0 && there.length >= made.length) {
    return [before === file.text ? "         (the executable bit alone)" : "         (the way it is written alone)"];
  }
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
