import { secretsInTree } from "../../cdk8s/secrets-in-tree.ts";
import type { SourcePosition } from "../../finding/finding.ts";
import type { Inventory } from "../../inventory/inventory.ts";
import { clusterNamesOf } from "../../synth/cluster-names-of.ts";
import { committedInventories } from "../../synth/committed-inventories.ts";
import type { Project } from "../../synth/project.ts";
import { inventoriesOf } from "../../synth/read-inventories.ts";
import { secretValuesIn } from "../../synth/secret-values.ts";
import { type DraftedSynthesis, draft } from "../../synth/synthesize.ts";
import { markerOf } from "../../synth/write/mark.ts";
import type { OutputFile } from "../../text/output-file.ts";
import { relativePath } from "../../text/relative-path.ts";
import { asError, mapStacks } from "../failures/describe-thrown.ts";
import { withKnownValues } from "../failures/known-values.ts";
import type { LoadedProgram } from "../loading/load-program.ts";
import type { Terminal } from "../terminal.ts";
import type { SynthOptions } from "./synth-options.ts";

/** What a program made, its files marked. */
export interface ProgramResult {
  readonly program: string;
  readonly project: Project;
  readonly synthesis: DraftedSynthesis;
  readonly files: readonly OutputFile[];
  /** A position in the running program as the user's file and line, relative to the working folder. */
  readonly show: (position: SourcePosition) => string;
}

/** A program that was run, and made a project. */
export interface LoadedProject extends Pick<LoadedProgram, "positionOf" | "mapStack"> {
  readonly program: string;
  readonly project: Project;
}

/** Synthesizes what a program made, held to the inventories that lie there. */
export const synthesizeProject = (loaded: LoadedProject, options: SynthOptions, { cwd }: Terminal): ProgramResult => {
  const { program, project, positionOf } = loaded;
  const owner = { program, listed: options.listed, clusters: () => clusterNamesOf(project) };
  const before = inventoriesOf(committedInventories(cwd, options.guarded), owner);
  const synthesis = draftOf(loaded, before);
  const show = (position: SourcePosition): string => {
    const { file, line } = positionOf(position);
    return `${relativePath(cwd, file)}:${line}`;
  };
  return { program, project, synthesis, files: synthesis.drafts.map(markerOf(program)), show };
};

/** Code of the program runs here too: a validation may throw, and quote the value of a Secret. */
const draftOf = ({ program, project, mapStack }: LoadedProject, before: readonly Inventory[]): DraftedSynthesis => {
  try {
    return draft(project, { before });
  } catch (thrown) {
    const error = asError(program, thrown);
    mapStacks(error, mapStack);
    throw withKnownValues(error, () => secretsInTree(project).flatMap(secretValuesIn));
  }
};
