import { resolve } from "node:path";
import { whileLocked } from "../../synth/write/lock-output.ts";
import { planOutput } from "../../synth/write/plan-output.ts";
import { readOutput } from "../../synth/write/read-output.ts";
import { writeOutput } from "../../synth/write/write-output.ts";
import type { OutputFile } from "../../text/output-file.ts";
import { CommandError, type ExitCode, sayingWait, type Terminal } from "../terminal.ts";

/** `kumiki import k8s`: writes the typed kinds of Kubernetes' API. */
export const runImport = async (
  what: string,
  flags: { readonly out?: string },
  terminal: Terminal,
): Promise<ExitCode> => {
  if (what !== "k8s") throw new CommandError(`Cannot import "${what}": allowed is k8s`);
  // Loaded here: ts-morph costs most of a second.
  const { generateKubernetes } = await import("../../codegen/generate-kubernetes.ts");
  const shownFolder = flags.out ?? "imports";
  const folder = resolve(terminal.cwd, shownFolder);
  const files = generateKubernetes();
  return whileLocked(folder, sayingWait(terminal), () => writeKinds(files, { folder, shownFolder }, terminal));
};

const writeKinds = (
  files: readonly OutputFile[],
  { folder, shownFolder }: { readonly folder: string; readonly shownFolder: string },
  terminal: Terminal,
): ExitCode => {
  const disk = readOutput(folder, files);
  const plan = planOutput(files, disk, { isOurs: (program) => program === "kumiki import k8s" });
  for (const { message } of plan.findings) terminal.stderr(`${shownFolder}: ${message}\n`);
  if (plan.findings.length > 0) return 1;
  writeOutput(folder, plan, disk);
  terminal.stderr(
    `${shownFolder}: ${plan.added.length} added, ${plan.changed.length} changed, ${plan.removed.length} removed\n`,
  );
  return 0;
};
