import type { Finding } from "../../finding/finding.ts";
import { describeFinding } from "../../synth/describe-finding.ts";
import type { OutputPlan } from "../../synth/write/plan-output.ts";
import type { Terminal } from "../terminal.ts";
import type { ProgramResult } from "./program-result.ts";
import type { SynthOptions } from "./synth-options.ts";

/** What a run came to. */
export interface SynthOutcome {
  readonly options: SynthOptions;
  readonly results: readonly ProgramResult[];
  /** Of the programs, and of the output folder. */
  readonly findings: readonly Finding[];
  readonly plan: OutputPlan;
}

/** Says what was found and what was done: as text for people, as JSON for programs. */
export const reportSynth = (outcome: SynthOutcome, terminal: Terminal): void => {
  const { options, findings } = outcome;
  if (options.format === "json" && options.mode !== "stdout") {
    terminal.stdout(`${JSON.stringify(jsonOf(outcome), undefined, 2)}\n`);
    return;
  }
  const said = options.quiet ? findings.filter(({ severity }) => severity === "error") : findings;
  for (const finding of said) terminal.stderr(`${describeFinding(finding, ownerOf(finding, outcome)?.show)}\n`);
  const errors = findings.filter(({ severity }) => severity === "error").length;
  if (errors > 0) {
    terminal.stderr(`${options.shownFolder}: nothing was written: ${errors} ${errors === 1 ? "error" : "errors"}\n`);
  } else if (options.mode === "write" && !options.quiet) terminal.stderr(`${summaryOf(outcome)}\n`);
};

const ownerOf = (finding: Finding, { results }: SynthOutcome): ProgramResult | undefined =>
  results.find(({ synthesis }) => synthesis.findings.includes(finding));

const jsonOf = (outcome: SynthOutcome): object => ({
  findings: outcome.findings.map((finding) => {
    const { about, ...rest } = finding;
    const line = about.source === undefined ? undefined : ownerOf(finding, outcome)?.show(about.source);
    return { ...rest, path: about.path, line };
  }),
  acknowledged: outcome.results.flatMap(({ synthesis }) =>
    synthesis.settled.map(({ finding, reason }) => ({ code: finding.code, path: finding.about.path, reason })),
  ),
  ...changesOf(outcome),
});

/** Nothing is written while an error stands. */
const changesOf = ({ findings, plan }: SynthOutcome): object =>
  findings.some(({ severity }) => severity === "error")
    ? { added: [], changed: [], removed: [] }
    : {
        added: plan.added.map(({ path }) => path),
        changed: plan.changed.map(({ file }) => file.path),
        removed: plan.removed,
      };

const summaryOf = ({ options, plan, results }: SynthOutcome): string => {
  const { added, changed, removed, unchanged } = plan;
  const counts = `${added.length} added, ${changed.length} changed, ${removed.length} removed, ${unchanged.length} unchanged`;
  const settled = results.reduce((sum, { synthesis }) => sum + synthesis.settled.length, 0);
  return `${options.shownFolder}: ${counts}${settled === 0 ? "" : `; ${settled} findings acknowledged`}`;
};
