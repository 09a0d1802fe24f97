import { checkDirectories } from "../../check/directory-claimed-twice.ts";
import type { Finding } from "../../finding/finding.ts";
import { constructMetadata, recordsConstructMetadata } from "../../synth/construct-metadata.ts";
import { renderStream } from "../../synth/render-manifests.ts";
import { driveProjects } from "../../synth/run-project.ts";
import { describeDrift } from "../../synth/write/describe-drift.ts";
import { whileLocked } from "../../synth/write/lock-output.ts";
import { markFile } from "../../synth/write/mark.ts";
import { type OutputPlan, planOutput } from "../../synth/write/plan-output.ts";
import { type DiskReading, readOutput } from "../../synth/write/read-output.ts";
import { writeOutput } from "../../synth/write/write-output.ts";
import type { OutputFile } from "../../text/output-file.ts";
import { type Progress, startProgress } from "../progress/progress.ts";
import { type ExitCode, sayingWait, type Terminal } from "../terminal.ts";
import { runValidations } from "../validations/run-validations.ts";
import { type LoadedProject, loadProject, type ProgramResult, synthesizeProject } from "./program-result.ts";
import { reportSynth } from "./report-synth.ts";
import { type Selection, selectClusters } from "./select-clusters.ts";
import { type SynthFlags, type SynthOptions, synthOptions } from "./synth-options.ts";

/** `kumiki synth`: loads programs, synthesizes, checks, and writes, compares or prints. */
export const runSynth = async (
  programs: readonly string[],
  flags: SynthFlags,
  terminal: Terminal,
): Promise<ExitCode> => {
  const options = synthOptions(programs, flags, terminal);
  const progress = startProgress(terminal.isWatched === true && !options.quiet);
  try {
    return await synthesizeAll(options, terminal, progress);
  } finally {
    progress.stop();
  }
};

const synthesizeAll = async (options: SynthOptions, terminal: Terminal, progress: Progress): Promise<ExitCode> => {
  driveProjects();
  const projects: LoadedProject[] = [];
  for (const program of options.programs) {
    progress.say(`running ${program}`);
    projects.push(await loadProject(program, terminal));
  }
  const finish = (): ExitCode => finishRun({ projects, options, progress }, terminal);
  return options.mode === "write" || options.mode === "check"
    ? whileLocked(options.folder, sayingWait(terminal), finish)
    : finish();
};

interface LoadedRun {
  readonly projects: readonly LoadedProject[];
  readonly options: SynthOptions;
  readonly progress: Progress;
}

/** All at once, so that nothing comes between what lies there and what is written. */
const finishRun = ({ projects: loaded, options, progress }: LoadedRun, terminal: Terminal): ExitCode => {
  progress.say(`synthesizing ${options.programs.join(", ")}`);
  const results = loaded.map((project) => synthesizeProject(project, options, terminal));
  const found = [...results.flatMap(({ synthesis }) => synthesis.findings), ...checkAcross(results)];
  if (hasError(found)) {
    reportSynth({ options, results, findings: found, plan: NO_PLAN }, terminal);
    return 1;
  }
  const selection = selectClusters(results, options.clusters);
  const projects = results.map(({ project }) => project);
  const recording = options.metadata ? projects : projects.filter(recordsConstructMetadata);
  const recorded = recording.length === 0 ? selection : withMetadata(selection, constructMetadata(recording), options);
  progress.say(`comparing ${selection.files.length} files`);
  const { plan, disk } = planRun(recorded, options);
  if (options.validate) progress.say("running the validations of cdk8s.yaml");
  const validated = options.validate
    ? runValidations([...selection.files, constructMetadata(projects)], terminal.cwd)
    : [];
  const findings = [...found, ...validated, ...plan.findings];
  progress.say(`writing ${plan.added.length + plan.changed.length} files`);
  const exitCode = hasError(findings) ? 1 : carryOut({ options, plan, disk, selection }, terminal);
  reportSynth({ options, results, findings, plan }, terminal);
  return exitCode;
};

/** Two programs share servers, though neither knows of the other. */
const checkAcross = (results: readonly ProgramResult[]): readonly Finding[] => {
  // Each program was checked by itself.
  if (results.length < 2) return [];
  const volumes = results.map(({ synthesis }) => synthesis.volumes);
  const own = new Set(volumes.flatMap((each) => checkDirectories(each).map(({ message }) => message)));
  return checkDirectories(volumes.flat()).filter(({ message }) => !own.has(message));
};

const hasError = (findings: readonly Finding[]): boolean => findings.some(({ severity }) => severity === "error");

/** One file for all programs. */
const withMetadata = (selection: Selection, metadata: OutputFile, { programs }: SynthOptions): Selection => ({
  ...selection,
  files: [...selection.files, markFile(metadata, programs[0] ?? "")],
});

const NO_PLAN: OutputPlan = { added: [], changed: [], unchanged: [], removed: [], findings: [] };
const NO_DISK: DiskReading = { files: new Map(), obstacles: new Set(), folders: new Set(), leftovers: [] };

const planRun = ({ files, answersFor }: Selection, options: SynthOptions) => {
  const { mode, folder, programs, listed, isGone } = options;
  if (mode === "stdout" || mode === "single-file") return { plan: NO_PLAN, disk: NO_DISK };
  const disk = readOutput(
    folder,
    files.map(({ path }) => path),
  );
  const isOurs = (program: string): boolean =>
    programs.includes(program) || (listed.length > 0 && !listed.includes(program));
  return { plan: planOutput(files, disk, { isOurs, isGone, answersFor }), disk };
};

interface Run {
  readonly options: SynthOptions;
  readonly plan: OutputPlan;
  readonly disk: DiskReading;
  readonly selection: Selection;
}

const carryOut = ({ options, plan, disk, selection }: Run, terminal: Terminal): ExitCode => {
  const stream = (): string => selection.manifests.map(({ manifests }) => renderStream(manifests)).join("");
  if (options.mode === "write") writeOutput(options.folder, plan, disk);
  if (options.mode === "stdout") terminal.stdout(stream());
  if (options.mode === "single-file") {
    writeOutput(options.folder, { ...plan, added: [{ path: "kumiki.yaml", text: stream() }] }, disk);
  }
  if (options.mode !== "check") return 0;
  const drift = describeDrift(options.shownFolder, plan);
  if (options.format === "text" && !options.quiet) for (const line of drift) terminal.stdout(`${line}\n`);
  return drift.length === 0 ? 0 : 1;
};
