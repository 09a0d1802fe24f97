import { resolve } from "node:path";
import type { AppRelay } from "../../cdk8s/relay-apps.ts";
import { hasCdk8sInside } from "../../cdk8s/watch-copies.ts";
import { Project } from "../../synth/project.ts";
import { moveFolders, STAY } from "../app-folders/moved-folders.ts";
import { type OutputLists, readOutputLists } from "../app-folders/output-list.ts";
import { asError, describeThrown, mapStacks } from "../failures/describe-thrown.ts";
import { failureText } from "../failures/failure-text.ts";
import { valuesKnownFor, withKnownValues } from "../failures/known-values.ts";
import { ProgramError } from "../failures/program-error.ts";
import { type LoadedProgram, type PreparedProgram, prepareProgram } from "../loading/load-program.ts";
import { actLast, type ProcessEnding } from "../processes/act-last.ts";
import { endSoon } from "../processes/end-soon.ts";
import { mayEndProcess } from "../processes/may-end-process.ts";
import { watchEnd } from "../processes/watch-end.ts";
import { COULD_NOT_WORK, CommandError, type ExitCode, sayingWait, type Terminal } from "../terminal.ts";
import type { AppOutcome, OutcomeUse } from "./app-outcome.ts";
import { type Attempt, type AttemptUse, beginAttempt } from "./attempt.ts";
import type { Claims } from "./claim-files.ts";
import type { HandedOver } from "./run-in-own-process.ts";

/** What a program turned out to be. */
export type ProgramRun =
  /** It exports a project, which is yet to be synthesized; what it made of apps beside that is yet to be settled. */
  | { readonly kind: "project"; readonly project: Project; readonly loaded: LoadedProgram; readonly attempt?: Attempt }
  /** It synthesized apps of cdk8s itself; all is done and said. */
  | { readonly kind: "apps"; readonly exitCode: ExitCode }
  /** It failed in a process of its own, where it has said why; nobody knows whether it would have exported a project. */
  | { readonly kind: "failed"; readonly exitCode: ExitCode; readonly importsKumiki: boolean };

/** The package whose projects are synthesized together, in one process. */
const KUMIKI = "kumiki";

/** How a program is run. */
export interface RunUse {
  readonly terminal: Terminal;
  readonly mode: OutcomeUse["mode"];
  readonly out: string | undefined;
  readonly claims: Claims;
  /** Only clusters of projects are asked for, which apps of cdk8s do not have. */
  readonly isForClusters: boolean;
  /** Runs one of several programs in a process of its own. @default - there is but one, which runs here */
  readonly runApart: ((program: string) => Promise<HandedOver>) | undefined;
  /** Lets the validations of cdk8s.yaml read what apps and the program made. */
  readonly validate: AttemptUse["validate"];
  /** Says what apps came to; gives the exit code. */
  readonly report: (outcome: AppOutcome) => ExitCode;
}

/**
 * Runs a program to its end, or until it has exported its project. Of several programs, one that imports no kumiki drives itself, and
 * has a process of its own: it may end that, or change what others would find. So has one whose code may end its process; if that
 * exports a project after all, it runs once more here.
 */
export const runProgram = async (program: string, use: RunUse): Promise<ProgramRun> => {
  const { cwd, provided, relay } = use.terminal;
  const prepared = await prepareProgram(resolve(cwd, program), { provided, isMain: relay !== undefined });
  const isOfCdk8s = !prepared.packages.includes(KUMIKI);
  if (use.runApart !== undefined && (isOfCdk8s || mayEndProcess(prepared.code))) {
    if (isOfCdk8s && use.isForClusters) return { kind: "apps", exitCode: 0 };
    const ran = concludeApart(await use.runApart(program), { program, isOfCdk8s }, use);
    if (ran !== undefined) return ran;
  }
  if (relay !== undefined) return runWithApps(program, prepared, { ...use, relay });
  const loaded = await prepared.run();
  const project = loaded.exports["default"];
  if (project instanceof Project) return { kind: "project", project, loaded };
  throw new CommandError(`Cannot synthesize ${program}: it exports no project; ${EXPORT_PROJECT}`);
};

/** What a program came to that had a process of its own; nothing, if it is to run here once more. */
const concludeApart = (
  handed: HandedOver,
  { program, isOfCdk8s }: { readonly program: string; readonly isOfCdk8s: boolean },
  { terminal, claims, report }: RunUse,
): ProgramRun | undefined => {
  if (handed.kind === "project") return undefined;
  if (handed.kind === "apps") {
    for (const [file, owner] of handed.claims) claims.set(file, owner);
    return { kind: "apps", exitCode: report(handed.outcome) };
  }
  if (handed.reason !== undefined) terminal.stderr(`kumiki: Cannot synthesize ${program}: ${handed.reason}\n`);
  return { kind: "failed", exitCode: handed.exitCode, importsKumiki: !isOfCdk8s };
};

const EXPORT_PROJECT = "write `export default project`, where project is a Project of kumiki";

const runWithApps = async (
  program: string,
  prepared: PreparedProgram,
  use: RunUse & { readonly relay: AppRelay },
): Promise<ProgramRun> => {
  if (hasCdk8sInside(prepared.code)) throw new ProgramError(`Cannot synthesize ${program}: ${CDK8S_INSIDE}`);
  const attempt = attemptOf(program, prepared, use);
  use.relay.lead(attempt.session.listener);
  const last: LastUse = { ...use, program, mapStack: prepared.mapStack };
  const end = watchEnd((ending) => {
    process.exitCode = concludeLast(attempt, ending, last);
  });
  try {
    const loaded = await prepared.run();
    const project = loaded.exports["default"];
    if (project instanceof Project) {
      use.relay.quicken();
      return { kind: "project", project, loaded, attempt: besideProject(attempt, last) };
    }
    await end.over(loaded.mapStack);
    if (use.runApart === undefined && end.isHeardAtExit()) process.exit();
    await attempt.ready();
    end.stopWatching();
    return { kind: "apps", exitCode: attempt.conclude(end.exitCode()) };
  } catch (error) {
    // Its folders were put back, which listeners of the end may not expect: whatever they throw, the run has failed already.
    actLast(({ exitCode }) => {
      process.exitCode = exitCode || COULD_NOT_WORK;
    });
    if (use.runApart === undefined) endSoon();
    return { kind: "apps", exitCode: attempt.fail(error) };
  } finally {
    end.stopWatching();
  }
};

/** What is known when nobody is left to hear of what is thrown. */
interface LastUse extends RunUse {
  readonly program: string;
  readonly mapStack: PreparedProgram["mapStack"];
}

/** What apps made beside a project is settled later. If the process ends before that, nothing of it is left. */
const besideProject = (attempt: Attempt, use: LastUse): Attempt => {
  const refusal = attempt.session.refusal();
  if (refusal !== undefined) throw refusal;
  actLast(({ exitCode, thrown }) => {
    attempt.undo();
    if (thrown === undefined) return;
    sayThrownLast(asError(use.program, thrown.error), use);
    process.exitCode = exitCode || THREW_LAST;
  });
  return attempt;
};

const concludeLast = (attempt: Attempt, { exitCode, thrown }: ProcessEnding, use: LastUse): ExitCode => {
  if (use.runApart !== undefined) {
    attempt.undo();
    return COULD_NOT_WORK;
  }
  try {
    return thrown === undefined ? attempt.conclude(exitCode) : attempt.fail(thrown.error);
  } catch (error) {
    if (thrown?.error === error) {
      sayThrownLast(error as Error, use);
      return exitCode || THREW_LAST;
    }
    use.terminal.stderr(`kumiki: ${failureText(error)}\n`);
    return COULD_NOT_WORK;
  }
};

const sayThrownLast = (error: Error, { program, mapStack, terminal }: LastUse): void => {
  mapStacks(error, mapStack);
  const said = `Cannot synthesize ${program}: it threw when its process ended: ${describeThrown(error)}`;
  terminal.stderr(`kumiki: ${failureText(withKnownValues(new ProgramError(said), () => valuesKnownFor(error)))}\n`);
};

/** Node's own exit code for that. */
const THREW_LAST: ExitCode = 1;

const CDK8S_INSIDE =
  "it brings cdk8s inside its own files, where nothing can take the place of its synthesis; name the program that was bundled, " +
  "or leave the package cdk8s out of the bundle";

const attemptOf = (
  program: string,
  { entry, cacheFolder }: PreparedProgram,
  { terminal, mode, out, claims, isForClusters, validate, report }: RunUse,
): Attempt => {
  const { cwd, stderr } = terminal;
  const moved = mode === "write" && out === undefined ? STAY : moveFolders(cwd);
  const lists = (): OutputLists => readOutputLists(cacheFolder, entry);
  return beginAttempt({
    program,
    cwd,
    entry,
    cacheFolder,
    lists,
    wait: sayingWait(terminal),
    moved,
    mode,
    out,
    claims,
    isForClusters,
    validate,
    report,
    stderr,
  });
};
