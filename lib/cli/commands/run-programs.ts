import type { AppOutcome } from "../apps/app-outcome.ts";
import type { Attempt } from "../apps/attempt.ts";
import type { Claims } from "../apps/claim-files.ts";
import { type Errand, handOver, runInOwnProcess, takeErrand } from "../apps/run-in-own-process.ts";
import { type RunUse, runProgram } from "../apps/run-program.ts";
import { endSoon } from "../processes/end-soon.ts";
import { takeLocks } from "../processes/shared-locks.ts";
import { watchEnd } from "../processes/watch-end.ts";
import type { Progress } from "../progress/progress.ts";
import { COULD_NOT_WORK, type ExitCode, type Terminal } from "../terminal.ts";
import { gatherFiles, type MadeFiles } from "../validations/gather-files.ts";
import { runValidations } from "../validations/run-validations.ts";
import type { LoadedProject } from "./program-result.ts";
import { type AppsSaid, exitCodeOfApps, type FindDrift, reportApps } from "./report-apps.ts";
import { isResult, type SynthOptions } from "./synth-options.ts";

/** What the programs of a run came to. */
export interface ProgramsOutcome extends AppsSaid {
  /** Of those that export a project. */
  readonly projects: readonly LoadedProject[];
  /** Of those that synthesized apps of cdk8s, as far as it is yet to be reported. */
  readonly apps: readonly AppOutcome[];
  /** What projects made of apps beside themselves: it stays, or goes. */
  readonly attempts: readonly Attempt[];
  /** The highest of those that synthesized apps, or failed beside others. */
  readonly exitCode: ExitCode;
  /** Those that failed in processes of their own: what they made before stays. */
  readonly failed: readonly FailedProgram[];
}

/** A program that failed beside others. */
export interface FailedProgram {
  readonly program: string;
  /** It may have been about to export a project. */
  readonly importsKumiki: boolean;
}

/** Runs programs one after the other. */
export const runPrograms = async (
  options: SynthOptions,
  terminal: Terminal,
  progress: Progress,
): Promise<ProgramsOutcome> => {
  const findDrift = await loadDrift(options);
  const outcome = {
    projects: [] as LoadedProject[],
    apps: [] as AppOutcome[],
    attempts: [] as Attempt[],
    failed: [] as FailedProgram[],
    exitCode: 0,
    findDrift,
  };
  const errand = terminal.relay === undefined ? undefined : takeErrand();
  if (terminal.relay !== undefined) takeLocks();
  const use = runUse(options, terminal, { errand, findDrift, collected: outcome.apps });
  if (terminal.relay !== undefined && options.output !== undefined) tellApps(options.output);
  const run = async (program: string): Promise<void> => {
    progress.say(`running ${program}`);
    const came = await runProgram(program, use);
    if (came.kind !== "project") outcome.exitCode = Math.max(outcome.exitCode, came.exitCode);
    if (came.kind === "apps") return;
    if (came.kind === "failed") outcome.failed.push({ program, importsKumiki: came.importsKumiki });
    else if (errand !== undefined) {
      // The process that knows all projects runs it once more.
      came.attempt?.undo();
      handOver(errand.file, { kind: "project" });
    } else {
      outcome.projects.push({ program, project: came.project, ...came.loaded });
      if (came.attempt !== undefined) outcome.attempts.push(came.attempt);
    }
  };
  const isShared = use.runApart !== undefined && terminal.relay !== undefined;
  await (isShared ? runInTurn(run, outcome, { options, terminal }) : runAll(options.programs, run));
  return outcome;
};

type Run = (program: string) => Promise<void>;

const runAll = async (programs: readonly string[], run: Run): Promise<void> => {
  for (const program of programs) await run(program);
};

/** Runs programs that may share this process. */
const runInTurn = async (
  run: Run,
  { attempts }: ProgramsOutcome,
  { options, terminal }: { readonly options: SynthOptions; readonly terminal: Terminal },
): Promise<void> => {
  const begun: string[] = [];
  const undo = (): void => {
    for (const attempt of attempts) attempt.undo();
  };
  const watch = watchEnd(() => {
    undo();
    terminal.stderr(`kumiki: ${endedEarly(begun.at(-1) ?? "", options.programs.slice(begun.length))}\n`);
    process.exitCode = COULD_NOT_WORK;
  });
  try {
    await runAll(options.programs, async (program) => {
      begun.push(program);
      await run(program);
    });
  } catch (error) {
    undo();
    // What the programs left running would keep the process.
    endSoon();
    throw error;
  } finally {
    watch.stopWatching();
  }
};

/** One of several programs has ended the process that it shares with the others, which must not pass for the end of all. */
const endedEarly = (program: string, missed: readonly string[]): string =>
  `Cannot synthesize ${program} beside other programs: it ended the process that it shares with them (process.exit), so that ` +
  `nothing was made of ${[program, ...missed].join(", ")}, nor of any project; let it come to its end, or name it alone`;

/** As cdk8s tells them. */
const tellApps = (output: string): void => {
  process.env["CDK8S_OUTDIR"] = output;
};

const loadDrift = async ({ mode, format, quiet }: SynthOptions): Promise<FindDrift | undefined> =>
  mode === "check" && (format === "json" || !quiet)
    ? (await import("../../synth/write/find-drift.ts")).findDrift
    : undefined;

interface Reporting {
  readonly findDrift: FindDrift | undefined;
  readonly errand: Errand | undefined;
  readonly collected: AppOutcome[];
}

/** A program that is alone may end this process, so that what it came to is said at once. */
const runUse = (options: SynthOptions, terminal: Terminal, { errand, findDrift, collected }: Reporting): RunUse => {
  const { mode, out, programs, clusters } = options;
  const isOneOfSeveral = programs.length > 1;
  const claims: Claims = errand?.claims ?? new Map<string, string>();
  const report = (outcome: AppOutcome): ExitCode => {
    if (errand !== undefined) {
      handOver(errand.file, { kind: "apps", outcome, claims: [...claims] });
      return 0;
    }
    if (!isOneOfSeveral || isSaidInTurn(options)) return reportApps({ apps: [outcome], findDrift }, options, terminal);
    collected.push(outcome);
    return exitCodeOfApps(outcome, options);
  };
  const surroundings = { cwd: terminal.cwd, env: { ...terminal.env }, isResult: isResult(options), claims };
  const runApart = isOneOfSeveral
    ? (program: string) => runInOwnProcess(argvFor(program, options), surroundings)
    : undefined;
  const validate = (made: () => readonly MadeFiles[]) =>
    options.validate ? runValidations(gatherFiles(made()), terminal.cwd) : [];
  return { terminal, mode, out, claims, runApart, isForClusters: clusters.length > 0, validate, report };
};

/** One document or file holds what all programs came to; what differs in one may hold values of Secrets of another. */
const isSaidInTurn = ({ format, mode }: SynthOptions): boolean => mode === "write" && format === "text";

const argvFor = (program: string, { mode, out, validate }: SynthOptions): readonly string[] => [
  "synth",
  program,
  // It hands over what it came to, and draws no line beside ours.
  "--quiet",
  ...(out === undefined || mode === "stdout" ? [] : ["--out", out]),
  ...(validate ? [] : ["--no-validate"]),
  ...(mode === "check" ? ["--check"] : []),
  ...(mode === "stdout" || mode === "single-file" ? ["--stdout"] : []),
];
