import { describeFinding } from "../../synth/describe-finding.ts";
import { describeDrift } from "../../synth/write/describe-drift.ts";
import { findDrift } from "../../synth/write/find-drift.ts";
import { writeOutput } from "../../synth/write/write-output.ts";
import type { AppOutcome, FolderOutcome } from "../apps/app-outcome.ts";
import type { ExitCode, Terminal } from "../terminal.ts";
import type { SynthOptions } from "./synth-options.ts";

/** Says what apps of cdk8s came to, and writes or prints their stream if that is what is asked for; gives the exit code. */
export const reportApps = (apps: readonly AppOutcome[], options: SynthOptions, terminal: Terminal): ExitCode => {
  const exitCode = Math.max(0, ...apps.map((outcome) => exitCodeOfApps(outcome, options)));
  if (options.format === "json" && options.mode !== "stdout") {
    terminal.stdout(
      `${JSON.stringify({ findings: findingsOfApps(apps), acknowledged: [], ...changesOfApps(apps) }, undefined, 2)}\n`,
    );
    return exitCode;
  }
  sayApps(apps, options, terminal);
  const stream = apps.map((outcome) => outcome.stream).join("");
  if (options.mode === "stdout") terminal.stdout(stream);
  if (options.mode === "single-file") {
    writeOutput(options.folder, { ...NO_PLAN, added: [{ path: SINGLE_FILE, text: stream }] });
  }
  return exitCode;
};

/** The text of a report alone: findings, and what changed or differs. */
export const sayApps = (
  apps: readonly AppOutcome[],
  { mode, quiet }: SynthOptions,
  { stdout, stderr }: Terminal,
): void => {
  const found = apps.flatMap(({ findings }) => findings).filter(({ severity }) => severity === "error" || !quiet);
  for (const finding of found) stderr(`${describeFinding(finding)}\n`);
  if (apps.some(hasError)) return stderr("nothing was written\n");
  if (quiet) return;
  for (const { shown, plan } of apps.flatMap(({ folders }) => folders)) {
    if (mode === "write") stderr(`${summaryOf({ shown, plan })}\n`);
    if (mode === "check") for (const line of describeDrift(shown, findDrift(plan))) stdout(`${line}\n`);
  }
};

/** What `cdk8s synth --stdout` finds and prints. */
export const SINGLE_FILE = "kumiki.yaml";

const NO_PLAN = { added: [], changed: [], unchanged: [], removed: [], foreign: [], findings: [] };

/** The exit code, with nothing said. */
export const exitCodeOfApps = (outcome: AppOutcome, { mode }: SynthOptions): ExitCode =>
  hasError(outcome) || (mode === "check" && driftOf(outcome).length > 0) ? 1 : 0;

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
  const folders = apps.some(hasError) ? [] : apps.flatMap((outcome) => outcome.folders);
  return {
    added: folders.flatMap(({ shown, plan }) => plan.added.map(({ path }) => `${shown}/${path}`)),
    changed: folders.flatMap(({ shown, plan }) => plan.changed.map(({ file }) => `${shown}/${file.path}`)),
    removed: folders.flatMap(({ shown, plan }) => plan.removed.map((path) => `${shown}/${path}`)),
  };
};

const hasError = ({ findings }: AppOutcome): boolean => findings.some(({ severity }) => severity === "error");

const driftOf = ({ folders }: AppOutcome): readonly string[] =>
  folders.flatMap(({ shown, plan }) => describeDrift(shown, findDrift(plan)));

const summaryOf = ({ shown, plan: { added, changed, removed, unchanged } }: FolderOutcome): string =>
  `${shown}: ${added.length} added, ${changed.length} changed, ${removed.length} removed, ${unchanged.length} unchanged`;
