import { checkDirectories } from "../../check/directory-claimed-twice.ts";
import { type Finding, isError } from "../../finding/finding.ts";
import { constructMetadata, recordsConstructMetadata } from "../../synth/construct-metadata.ts";
import { streamParts } from "../../synth/render-manifests.ts";
import { driveProjects } from "../../synth/run-project.ts";
import { holdLockLater } from "../../synth/write/lock-output.ts";
import { markFile } from "../../synth/write/mark.ts";
import { EMPTY_PLAN, planOutput } from "../../synth/write/plan-output.ts";
import { readOutput } from "../../synth/write/read-output.ts";
import { writeOutput } from "../../synth/write/write-output.ts";
import type { OutputFile } from "../../text/output-file.ts";
import type { AppOutcome } from "../apps/app-outcome.ts";
import type { Attempt } from "../apps/attempt.ts";
import { type Progress, startProgress } from "../progress/progress.ts";
import { CommandError, type ExitCode, sayingWait, type Terminal } from "../terminal.ts";
import { gatherFiles, type MadeFiles } from "../validations/gather-files.ts";
import { runValidations } from "../validations/run-validations.ts";
import { type ProgramResult, synthesizeProject } from "./program-result.ts";
import { exitCodeOfApps, NOTHING_PRINTED, reportApps, SINGLE_FILE } from "./report-apps.ts";
import { isStale, reportSynth, type SynthOutcome } from "./report-synth.ts";
import { type FailedProgram, type ProgramsOutcome, runPrograms } from "./run-programs.ts";
import { type Selection, selectClusters } from "./select-clusters.ts";
import { isResult, type SynthFlags, type SynthOptions, synthOptions } from "./synth-options.ts";

/** `kumiki synth`: loads programs, synthesizes, checks, and writes, compares or prints. */
export const runSynth = async (
  programs: readonly string[],
  flags: SynthFlags,
  terminal: Terminal,
): Promise<ExitCode> => {
  const options = synthOptions(programs, flags, terminal);
  if (isResult(options)) terminal.keepStdout?.();
  const progress = startProgress(terminal.isWatched === true && !options.quiet);
  try {
    return await synthesizeAll(options, terminal, progress);
  } finally {
    progress.stop();
  }
};

const synthesizeAll = async (options: SynthOptions, terminal: Terminal, progress: Progress): Promise<ExitCode> => {
  driveProjects();
  const ran = await runPrograms(options, terminal, progress);
  try {
    return await finishAll({ ran, options, progress }, terminal);
  } finally {
    undoAll(ran.attempts);
  }
};

const finishAll = async ({ ran, options, progress }: LoadedRun, terminal: Terminal): Promise<ExitCode> => {
  if (options.clusters.length > 0 && ran.projects.length + ran.failed.length === 0) refuseClusters(options);
  if (ran.projects.length === 0 && ran.apps.length === 0) return ran.exitCode;
  const lost = ran.failed.filter(({ importsKumiki }) => importsKumiki);
  if (ran.projects.length > 0 && lost.length > 0) sayNothingWritten(ran, lost, { options, terminal });
  if (ran.projects.length === 0 || lost.length > 0) return reportApps(ran, options, terminal);
  const finish = (): FinishedRun => finishRun({ ran, options, progress }, terminal);
  const touchesDisk = options.mode === "write" || options.mode === "check";
  const release = touchesDisk ? await holdLockLater(options.folder, sayingWait(terminal)) : undefined;
  const run = await finishAlone(ran, finish).finally(() => release?.());
  return Math.max(ran.exitCode, await conclude(run, terminal, ran.exitCode));
};

/** What projects made of apps beside them is settled with them, where no other run may write either. */
const finishAlone = async ({ attempts }: ProgramsOutcome, finish: () => FinishedRun): Promise<FinishedRun> => {
  for (const attempt of attempts) await attempt.ready();
  return finish();
};

/** Beside a project, programs of cdk8s are left out; without one nothing would be left. */
const refuseClusters = ({ clusters, programs }: SynthOptions): never => {
  throw new CommandError(
    `Cannot synthesize cluster ${JSON.stringify(clusters[0])}: ${programs.join(", ")} are programs of cdk8s, which have no clusters; leave --cluster out`,
  );
};

/** Projects are written together, or not at all: one that throws here stops the others too. */
const sayNothingWritten = (
  { projects }: ProgramsOutcome,
  lost: readonly FailedProgram[],
  { options, terminal }: { readonly options: SynthOptions; readonly terminal: Terminal },
): void => {
  const done = options.mode === "check" ? "compared" : "written";
  const [missed, failed] = [projects, lost].map((each) => each.map(({ program }) => program).join(", "));
  if (!isStream(options)) terminal.stderr(`nothing was ${done} of ${missed}, since ${failed} failed\n`);
};

interface LoadedRun {
  readonly ran: ProgramsOutcome;
  readonly options: SynthOptions;
  readonly progress: Progress;
}

interface FinishedRun extends SynthOutcome {
  readonly selection: Selection;
}

/** All at once, so that nothing comes between what lies there and what is written. */
const finishRun = ({ ran, options, progress }: LoadedRun, terminal: Terminal): FinishedRun => {
  const { findDrift } = ran;
  progress.say(`synthesizing ${options.programs.join(", ")}`);
  const results = ran.projects.map((project) => synthesizeProject(project, options, terminal));
  const found = [...results.flatMap(({ synthesis }) => synthesis.findings), ...checkAcross(results)];
  if (hasError(found)) {
    undoAll(ran.attempts);
    return { options, results, apps: ran.apps, findDrift, findings: found, plan: EMPTY_PLAN, selection: NOTHING };
  }
  const selection = selectClusters(results, options.clusters);
  const projects = results.map(({ project }) => project);
  const recording = options.metadata ? projects : projects.filter(recordsConstructMetadata);
  const recorded = recording.length === 0 ? selection : withMetadata(selection, constructMetadata(recording), options);
  progress.say(`comparing ${selection.files.length} files`);
  const { plan, disk } = planRun(recorded, options, ran.failed);
  if (options.validate) progress.say("running the validations of cdk8s.yaml");
  const made = (): readonly MadeFiles[] => [
    { folder: options.folder, files: [...selection.files, constructMetadata(projects)] },
    ...ran.attempts.flatMap((attempt) => attempt.made()),
  ];
  const validated = options.validate ? runValidations(gatherFiles(made()), terminal.cwd) : [];
  const findings = [...found, ...validated, ...plan.findings];
  if (hasError(findings)) {
    undoAll(ran.attempts);
    return { options, results, apps: ran.apps, findDrift, findings, plan, selection };
  }
  progress.say(`writing ${plan.added.length + plan.changed.length} files`);
  if (options.mode === "write") writeOutput(options.folder, plan, disk);
  // Only now: what programs made of apps beside their projects goes where these fail.
  const apps = [...ran.apps, ...settleBesides(ran.attempts)];
  return { options, results, apps, findDrift, findings, plan, selection };
};

/** What programs made of apps beside their projects goes, as far as it is not settled. */
const undoAll = (attempts: readonly Attempt[]): void => {
  for (const attempt of attempts.toReversed()) attempt.undo();
};

const settleBesides = (attempts: readonly Attempt[]): readonly AppOutcome[] =>
  attempts.filter(({ session }) => session.hasApps()).map((attempt) => attempt.settle());

/** Gives out what is not written, and says what was found and done. */
const conclude = async (run: FinishedRun, terminal: Terminal, others: ExitCode): Promise<ExitCode> => {
  const { options, plan, findings } = run;
  if (hasError(findings)) {
    reportSynth(run, terminal);
    return 1;
  }
  if (isStream(options) && others !== 0) {
    reportSynth(run, terminal);
    terminal.stderr(NOTHING_PRINTED);
    return others;
  }
  if (options.mode === "stdout") await writeStream(run, terminal);
  if (options.mode === "single-file") {
    const file = { path: SINGLE_FILE, text: [...streamOf(run)].join("") };
    writeOutput(options.folder, { ...plan, added: [file] });
  }
  reportSynth(run, terminal);
  const ofApps = run.apps.map((outcome) => exitCodeOfApps(outcome, options));
  return Math.max(options.mode === "check" && isStale(run) ? 1 : 0, ...ofApps);
};

const isStream = ({ mode }: SynthOptions): boolean => mode === "stdout" || mode === "single-file";

/** Makes the next part when the last is out: a slow reader would have them all wait in memory. */
const writeStream = async (run: FinishedRun, { stdout, flushed }: Terminal): Promise<void> => {
  for (const text of streamOf(run)) {
    stdout(text);
    await flushed?.();
  }
};

function* streamOf({ selection, apps }: FinishedRun): Generator<string> {
  for (const { manifests } of selection.manifests) yield* streamParts(manifests);
  for (const { stream } of apps) yield stream;
}

/** Two programs share servers, though neither knows of the other. */
const checkAcross = (results: readonly ProgramResult[]): readonly Finding[] => {
  // Each program was checked by itself.
  if (results.length < 2) return [];
  const volumes = results.map(({ synthesis }) => synthesis.volumes);
  const own = new Set(volumes.flatMap((each) => checkDirectories(each).map(({ message }) => message)));
  return checkDirectories(volumes.flat()).filter(({ message }) => !own.has(message));
};

const hasError = (findings: readonly Finding[]): boolean => findings.some(isError);

/** One file for all programs. */
const withMetadata = (selection: Selection, metadata: OutputFile, { programs }: SynthOptions): Selection => ({
  ...selection,
  files: [...selection.files, markFile(metadata, programs[0] ?? "")],
});

const NOTHING: Selection = { files: [], manifests: [], answersFor: () => true };

const planRun = ({ files, answersFor }: Selection, options: SynthOptions, failed: readonly FailedProgram[]) => {
  const { folder, programs, listed, isGone } = options;
  if (isStream(options)) return { plan: EMPTY_PLAN, disk: undefined };
  const disk = readOutput(folder, files);
  // What a program made earlier stays if it has failed now.
  const lost = new Set(failed.map(({ program }) => program));
  const isOurs = (program: string): boolean =>
    !lost.has(program) && (programs.includes(program) || (listed.length > 0 && !listed.includes(program)));
  const plan = planOutput(files, disk, { isOurs, isGone, answersFor });
  // A run that writes sweeps them by itself; committed, somebody may apply what is in them.
  const swept = options.mode === "check" ? disk.leftovers.toSorted() : [];
  return { plan: { ...plan, removed: [...plan.removed, ...swept] }, disk };
};
