import { isError } from "../../finding/finding.ts";
import { describeFinding } from "../../synth/describe-finding.ts";
import { describeDrift } from "../../synth/write/describe-drift.ts";
import type { Drift } from "../../synth/write/find-drift.ts";
import { EMPTY_PLAN } from "../../synth/write/plan-output.ts";
import type { ComparedFolder } from "../../synth/write/read-compared-values.ts";
import { writeOutput } from "../../synth/write/write-output.ts";
import type { AppOutcome, FolderOutcome } from "../apps/app-outcome.ts";
import type { ExitCode, Terminal } from "../terminal.ts";
import type { SynthOptions } from "./synth-options.ts";

/** What is to be said of apps. */
export interface AppsSaid {
  readonly apps: readonly AppOutcome[];
  /** Loaded by who may wait for it, since a program that ends its process lets nobody wait. @default - what differs is not asked for */
  readonly findDrift?: FindDrift | undefined;
}

/** Tells what differs, folder by folder. Asked once for all that are shown: a value of a Secret in one is hidden in all. */
export type FindDrift = (folders: readonly ComparedFolder[], known?: () => readonly Buffer[]) => readonly Drift[];

/** Apps, and what differs in each of their folders. */
export interface AppsCompared {
  readonly apps: readonly AppOutcome[];
  /** In the order of the folders. @default - nobody asks */
  readonly drifts?: readonly Drift[] | undefined;
}

/**
 * Says what apps of cdk8s came to, and writes or prints their stream if that is what is asked for; gives the exit code.
 * `exitCode` is that of other programs: if one has failed there is no stream, since a reader would take a part for the whole.
 */
export const reportApps = (
  { apps, findDrift, exitCode: others = 0 }: AppsSaid & { readonly exitCode?: ExitCode },
  options: SynthOptions,
  terminal: Terminal,
): ExitCode => {
  const exitCode = Math.max(others, ...apps.map((outcome) => exitCodeOfApps(outcome, options)));
  const drifts = findDrift?.(comparedFoldersOf(apps));
  if (options.format === "json") {
    const report = {
      findings: findingsOfApps(apps),
      acknowledged: [],
      ...changesOfApps(apps),
      ...driftMember(driftsOfApps({ apps, drifts })),
    };
    terminal.stdout(`${JSON.stringify(report, undefined, 2)}\n`);
    return exitCode;
  }
  sayApps({ apps, drifts }, options, terminal);
  if (options.mode !== "stdout" && options.mode !== "single-file") return exitCode;
  if (exitCode !== 0) {
    terminal.stderr(NOTHING_PRINTED);
    return exitCode;
  }
  const stream = apps.map((outcome) => outcome.stream).join("");
  if (options.mode === "stdout") terminal.stdout(stream);
  else writeOutput(options.folder, { ...EMPTY_PLAN, added: [{ path: SINGLE_FILE, text: stream }] });
  return exitCode;
};

/** One stream holds all or nothing: half of it, applied, would be half a deployment. */
export const NOTHING_PRINTED = "nothing was printed\n";

/** The text of a report alone: findings, and what changed or differs. */
export const sayApps = (
  { apps, drifts }: AppsCompared,
  { mode, quiet, programs }: SynthOptions,
  { stdout, stderr }: Terminal,
): void => {
  const found = apps.flatMap(({ findings }) => findings).filter((finding) => isError(finding) || !quiet);
  for (const finding of found) stderr(`${describeFinding(finding)}\n`);
  if (mode === "write" && apps.some(hasError))
    stderr(programs.length > 1 ? "nothing was written of this program\n" : "nothing was written\n");
  if (quiet) return;
  for (const [index, folder] of foldersOf(apps).entries()) {
    if (mode === "write") stderr(`${summaryOf(folder)}\n`);
    const drift = drifts?.[index];
    if (drift === undefined) continue;
    for (const line of describeDrift(folder.shown, drift)) stdout(`${line}\n`);
    if (differs(folder)) stderr(`${folder.shown}: ${driftSummaryOf(drift)}\n`);
  }
};

/** The folders of apps, to be compared. */
export const comparedFoldersOf = (apps: readonly AppOutcome[]): readonly ComparedFolder[] =>
  foldersOf(apps).map(({ target, plan }) => ({ folder: target, plan }));

const foldersOf = (apps: readonly AppOutcome[]): readonly FolderOutcome[] => apps.flatMap(({ folders }) => folders);

/** What `cdk8s synth --stdout` finds and prints. */
export const SINGLE_FILE = "kumiki.yaml";

/** The exit code, with nothing said. */
export const exitCodeOfApps = (outcome: AppOutcome, { mode }: SynthOptions): ExitCode =>
  hasError(outcome) || (mode === "check" && outcome.folders.some(differs)) ? 1 : 0;

/** Findings of apps as reports in JSON hold them. */
export const findingsOfApps = (apps: readonly AppOutcome[]): readonly object[] =>
  apps.flatMap(({ findings }) => findings.map(({ about, ...rest }) => ({ ...rest, path: about.path })));

/** Files by what becomes of them, each with the folder that its app names. */
export interface AppChanges {
  readonly added: readonly string[];
  readonly changed: readonly string[];
  readonly removed: readonly string[];
}

/** What changed, or would, with the folders that the apps name. */
export const changesOfApps = (apps: readonly AppOutcome[]): AppChanges => {
  const folders = foldersOf(apps);
  return {
    added: folders.flatMap(({ shown, plan }) => plan.added.map(({ path }) => `${shown}/${path}`)),
    changed: folders.flatMap(({ shown, plan }) => plan.changed.map(({ file }) => `${shown}/${file.path}`)),
    removed: folders.flatMap(({ shown, plan }) => plan.removed.map((path) => `${shown}/${path}`)),
  };
};

/** What differs, by folders of apps, each file with the folder that its app names; none where nobody asks. */
export const driftsOfApps = ({ apps, drifts = [] }: AppsCompared): readonly Drift[] => {
  const folders = foldersOf(apps);
  return drifts.map((drift, index) => withFolder(folders[index]?.shown ?? ".", drift));
};

const withFolder = (folder: string, { missing, changed, stale, foreign }: Drift): Drift => {
  const within = (path: string): string => `${folder}/${path}`;
  return {
    missing: missing.map(within),
    changed: changed.map(({ path, ...lines }) => ({ path: within(path), ...lines })),
    stale: stale.map(within),
    foreign: foreign.map(within),
  };
};

/** The member of a report in JSON that says what differs; none where nothing does. */
export const driftMember = (drifts: readonly Drift[]): { readonly drift?: Drift } => {
  const drift = {
    missing: drifts.flatMap(({ missing }) => missing),
    changed: drifts.flatMap(({ changed }) => changed),
    stale: drifts.flatMap(({ stale }) => stale),
    foreign: drifts.flatMap(({ foreign }) => foreign),
  };
  return Object.values(drift).every((paths) => paths.length === 0) ? {} : { drift };
};

/** How much differs, in the last line of a comparison. */
export const driftSummaryOf = ({ missing, changed, stale, foreign }: Drift): string =>
  `${missing.length} missing, ${changed.length} changed, ${stale.length} stale, ${foreign.length} foreign; kumiki synth writes it anew`;

const hasError = ({ findings }: AppOutcome): boolean => findings.some(isError);

const differs = ({ plan }: FolderOutcome): boolean =>
  plan.added.length + plan.changed.length + plan.removed.length + plan.foreign.length > 0;

const summaryOf = ({ shown, plan: { added, changed, removed, unchanged } }: FolderOutcome): string =>
  `${shown}: ${added.length} added, ${changed.length} changed, ${removed.length} removed, ${unchanged.length} unchanged`;
