import { type Finding, isError } from "../../finding/finding.ts";
import { describeFinding } from "../../synth/describe-finding.ts";
import { filledValuesOf } from "../../synth/filled-values-of.ts";
import { describeDrift } from "../../synth/write/describe-drift.ts";
import type { Drift } from "../../synth/write/find-drift.ts";
import type { OutputPlan } from "../../synth/write/plan-output.ts";
import type { AppOutcome } from "../apps/app-outcome.ts";
import type { Terminal } from "../terminal.ts";
import type { ProgramResult } from "./program-result.ts";
import {
  type AppsSaid,
  changesOfApps,
  comparedFoldersOf,
  driftMember,
  driftSummaryOf,
  driftsOfApps,
  findingsOfApps,
  sayApps,
} from "./report-apps.ts";
import type { SynthOptions } from "./synth-options.ts";

/** What a run came to. */
export interface SynthOutcome extends AppsSaid {
  readonly options: SynthOptions;
  readonly results: readonly ProgramResult[];
  /** What programs made of apps of cdk8s, as far as it is not yet said. */
  readonly apps: readonly AppOutcome[];
  /** Of the programs, and of the output folder. */
  readonly findings: readonly Finding[];
  readonly plan: OutputPlan;
}

/** Tells whether a run has something to write. */
export const isStale = ({ plan }: SynthOutcome): boolean =>
  plan.added.length + plan.changed.length + plan.removed.length > 0;

/** Says what was found and what was done: as text for people, as JSON for programs. */
export const reportSynth = (outcome: SynthOutcome, terminal: Terminal): void => {
  const { options, findings, apps } = outcome;
  const differing = findDifferences(outcome);
  if (options.format === "json") {
    terminal.stdout(`${JSON.stringify(jsonOf(outcome, differing), undefined, 2)}\n`);
    return;
  }
  for (const line of driftLines(differing, options)) terminal.stdout(`${line}\n`);
  sayApps({ apps, drifts: differing.ofApps }, options, terminal);
  const said = options.quiet ? findings.filter(isError) : findings;
  for (const finding of said) terminal.stderr(`${describeFinding(finding, ownerOf(finding, outcome)?.show)}\n`);
  const last = lastLineOf(outcome, differing);
  if (last !== undefined) terminal.stderr(`${options.shownFolder}: ${last}\n`);
};

/** What differs, where that is asked for. */
interface Differences {
  /** In the output folder of projects. @default - nothing differs, or nobody asked */
  readonly own?: Drift | undefined;
  readonly ofApps?: readonly Drift[] | undefined;
}

/** All at once: what one program copies from a Secret of another is hidden too. */
const findDifferences = (outcome: SynthOutcome): Differences => {
  const { options, plan, results, apps, findDrift, findings } = outcome;
  if (options.mode !== "check" || findDrift === undefined) return {};
  const isCompared = !findings.some(isError) && (isStale(outcome) || plan.foreign.length > 0);
  const own = isCompared ? [{ folder: options.folder, plan }] : [];
  const known = () => results.flatMap(({ project }) => filledValuesOf(project));
  const drifts = findDrift([...own, ...comparedFoldersOf(apps)], known);
  return { own: isCompared ? drifts[0] : undefined, ofApps: drifts.slice(own.length) };
};

const driftLines = ({ own }: Differences, { quiet, shownFolder }: SynthOptions): readonly string[] =>
  own === undefined || quiet ? [] : describeDrift(shownFolder, own);

/** What became of the output folder; none for a run that has written nothing and has nothing to write. */
const lastLineOf = (outcome: SynthOutcome, { own }: Differences): string | undefined => {
  const errors = outcome.findings.filter(isError).length;
  if (errors > 0) return `${undoneOf(outcome)}: ${errors} ${errors === 1 ? "error" : "errors"}`;
  if (outcome.options.quiet) return undefined;
  if (outcome.options.mode === "write") return writtenOf(outcome);
  return own !== undefined && isStale(outcome) ? driftSummaryOf(own) : undefined;
};

/** Programs with apps of cdk8s may have been written by then. */
const undoneOf = ({ options, results }: SynthOutcome): string => {
  const undone = UNDONE[options.mode];
  if (options.mode !== "write" || results.length === options.programs.length) return undone;
  return `${undone} of ${results.map(({ program }) => program).join(", ")}`;
};

const UNDONE: Readonly<Record<SynthOptions["mode"], string>> = {
  write: "nothing was written",
  check: "nothing was compared",
  stdout: "nothing was printed",
  "single-file": "nothing was printed",
};

const ownerOf = (finding: Finding, { results }: SynthOutcome): ProgramResult | undefined =>
  results.find(({ synthesis }) => synthesis.findings.includes(finding));

const jsonOf = (outcome: SynthOutcome, { own, ofApps }: Differences): object => ({
  findings: [
    ...outcome.findings.map((finding) => {
      const { about, ...rest } = finding;
      const line = about.source === undefined ? undefined : ownerOf(finding, outcome)?.show(about.source);
      return { ...rest, path: about.path, line };
    }),
    ...findingsOfApps(outcome.apps),
  ],
  acknowledged: outcome.results.flatMap(({ synthesis }) =>
    synthesis.settled.map(({ finding, reason }) => ({ code: finding.code, path: finding.about.path, reason })),
  ),
  ...changesOf(outcome),
  ...driftMember([...(own === undefined ? [] : [own]), ...driftsOfApps({ apps: outcome.apps, drifts: ofApps })]),
});

/** Nothing is written while an error stands. */
const changesOf = ({ findings, plan, apps }: SynthOutcome): object => {
  const { added, changed, removed } = changesOfApps(apps);
  if (findings.some(isError)) return { added, changed, removed };
  return {
    added: [...plan.added.map(({ path }) => path), ...added],
    changed: [...plan.changed.map(({ file }) => file.path), ...changed],
    removed: [...plan.removed, ...removed],
  };
};

const writtenOf = ({ plan, results }: SynthOutcome): string => {
  const { added, changed, removed, unchanged } = plan;
  const counts = `${added.length} added, ${changed.length} changed, ${removed.length} removed, ${unchanged.length} unchanged`;
  const settled = results.reduce((sum, { synthesis }) => sum + synthesis.settled.length, 0);
  return `${counts}${settled === 0 ? "" : `; ${settled} findings acknowledged`}`;
};
