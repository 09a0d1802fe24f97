import { relative, resolve } from "node:path";
import type { Finding, SourcePosition } from "../../finding/finding.ts";
import { constructMetadata } from "../../synth/construct-metadata.ts";
import { describeFinding } from "../../synth/describe-finding.ts";
import { Project } from "../../synth/project.ts";
import { inventoriesOf } from "../../synth/read-inventories.ts";
import { renderStream } from "../../synth/render-manifests.ts";
import { driveProjects } from "../../synth/run-project.ts";
import { type Synthesis, synthesize } from "../../synth/synthesize.ts";
import { describeDrift } from "../../synth/write/describe-drift.ts";
import { markFile } from "../../synth/write/mark.ts";
import { type OutputPlan, planOutput } from "../../synth/write/plan-output.ts";
import { type DiskReading, readOutput } from "../../synth/write/read-output.ts";
import { writeOutput } from "../../synth/write/write-output.ts";
import type { OutputFile } from "../../text/output-file.ts";
import { committedInventories } from "../committed-inventories.ts";
import { loadProgram } from "../loading/load-program.ts";
import { CommandError, type ExitCode, type Terminal } from "../terminal.ts";
import { selectClusters } from "./select-clusters.ts";
import { type SynthFlags, type SynthOptions, synthOptions } from "./synth-options.ts";

/** `kumiki synth`: loads programs, synthesizes, checks, and writes, compares or prints. */
export const runSynth = async (
  programs: readonly string[],
  flags: SynthFlags,
  terminal: Terminal,
): Promise<ExitCode> => {
  const options = synthOptions(programs, flags, terminal);
  driveProjects();
  const results: ProgramResult[] = [];
  for (const program of options.programs) results.push(await synthesizeProgram(program, options, terminal));
  const selection = selectClusters(results, options.clusters);
  const disk = readsDisk(options)
    ? readOutput(
        options.folder,
        selection.files.map(({ path }) => path),
      )
    : NOTHING;
  const plan = planOutput(selection.files, disk, { isOurs: ownerOf(options), answersFor: selection.answersFor });
  const findings = [...results.flatMap((result) => result.findings), ...(readsDisk(options) ? plan.findings : [])];
  const hasErrors = findings.some(({ severity }) => severity === "error");
  const exitCode = hasErrors ? 1 : carryOut({ options, plan, disk, selection, terminal });
  report({ options, results, findings, plan, terminal, hasErrors });
  return exitCode;
};

/** What a program made, its files marked. */
export interface ProgramResult {
  readonly program: string;
  readonly synthesis: Synthesis;
  readonly files: readonly OutputFile[];
  readonly findings: readonly Finding[];
  readonly show: (position: SourcePosition) => string;
}

const NOTHING: DiskReading = { files: new Map(), obstacles: new Set(), leftovers: [] };

const readsDisk = ({ mode }: SynthOptions): boolean => mode === "write" || mode === "check";

const ownerOf =
  ({ programs, listed }: SynthOptions) =>
  (program: string): boolean =>
    programs.includes(program) || (listed.length > 0 && !listed.includes(program));

const synthesizeProgram = async (
  program: string,
  options: SynthOptions,
  terminal: Terminal,
): Promise<ProgramResult> => {
  const { cwd, provided } = terminal;
  const { exports, positionOf } = await loadProgram(resolve(cwd, program), { provided });
  const project = exports["default"];
  if (!(project instanceof Project)) {
    throw new CommandError(
      `Cannot synthesize ${program}: it exports no project; write \`export default project\`, where project is a Project of kumiki`,
    );
  }
  const before = inventoriesOf(committedInventories(cwd, options.guarded), program, options.listed);
  const synthesis = synthesize(project, { before });
  const show = (position: SourcePosition): string => {
    const { file, line } = positionOf(position);
    return `${relative(cwd, file).replaceAll("\\", "/")}:${line}`;
  };
  const all = options.metadata ? [...synthesis.files, constructMetadata(project)] : synthesis.files;
  const files = all.map((file) => markFile(file, program));
  return { program, synthesis, files, findings: synthesis.findings, show };
};

interface Run {
  readonly options: SynthOptions;
  readonly plan: OutputPlan;
  readonly disk: DiskReading;
  readonly selection: {
    readonly manifests: readonly { readonly manifests: Synthesis["manifests"][number]["manifests"] }[];
  };
  readonly terminal: Terminal;
}

const carryOut = ({ options, plan, disk, selection, terminal }: Run): ExitCode => {
  const stream = (): string => selection.manifests.map(({ manifests }) => renderStream(manifests)).join("");
  if (options.mode === "write") writeOutput(options.folder, plan, disk.leftovers);
  if (options.mode === "stdout") terminal.stdout(stream());
  if (options.mode === "single-file") {
    writeOutput(options.folder, { ...plan, added: [{ path: "kumiki.yaml", text: stream() }] }, []);
  }
  if (options.mode !== "check") return 0;
  const drift = describeDrift(options.shownFolder, plan);
  if (options.format === "text") for (const line of drift) terminal.stdout(`${line}\n`);
  return drift.length === 0 ? 0 : 1;
};

interface Outcome {
  readonly options: SynthOptions;
  readonly results: readonly ProgramResult[];
  readonly findings: readonly Finding[];
  readonly plan: OutputPlan;
  readonly terminal: Terminal;
  readonly hasErrors: boolean;
}

const report = (outcome: Outcome): void => {
  const { options, results, findings, terminal, hasErrors } = outcome;
  if (options.format === "json" && options.mode !== "stdout") {
    terminal.stdout(`${JSON.stringify(jsonOf(outcome), undefined, 2)}\n`);
    return;
  }
  for (const finding of findings) {
    const owner = results.find((result) => result.findings.includes(finding));
    terminal.stderr(`${describeFinding(finding, owner?.show)}\n`);
  }
  if (hasErrors) terminal.stderr(`${options.shownFolder} was left as it was: ${countOf(findings)}\n`);
  else if (options.mode === "write") terminal.stderr(`${summaryOf(outcome)}\n`);
};

const jsonOf = ({ results, findings, plan }: Outcome): object => ({
  findings: findings.map((finding) => {
    const { about, ...rest } = finding;
    const owner = results.find((result) => result.findings.includes(finding));
    return { ...rest, path: about.path, line: about.source === undefined ? undefined : owner?.show(about.source) };
  }),
  acknowledged: results.flatMap(({ synthesis }) =>
    synthesis.settled.map(({ finding, reason }) => ({ code: finding.code, path: finding.about.path, reason })),
  ),
  added: plan.added.map(({ path }) => path),
  changed: plan.changed.map(({ file }) => file.path),
  removed: plan.removed,
});

const countOf = (findings: readonly Finding[]): string => {
  const errors = findings.filter(({ severity }) => severity === "error").length;
  return `${errors} ${errors === 1 ? "error" : "errors"}`;
};

const summaryOf = ({ options, plan, results }: Outcome): string => {
  const counts = `${plan.added.length} added, ${plan.changed.length} changed, ${plan.removed.length} removed, ${plan.unchanged.length} unchanged`;
  const settled = results.reduce((sum, { synthesis }) => sum + synthesis.settled.length, 0);
  return `${options.shownFolder}: ${counts}${settled === 0 ? "" : `; ${settled} findings acknowledged`}`;
};
