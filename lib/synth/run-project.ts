import { existsSync } from "node:fs";
import { resolve } from "node:path";
import type { App } from "cdk8s";
import { relativePath } from "../text/relative-path.ts";
import { clusterNamesOf } from "./cluster-names-of.ts";
import { committedInventories } from "./committed-inventories.ts";
import { constructMetadata, recordsConstructMetadata } from "./construct-metadata.ts";
import { describeFinding } from "./describe-finding.ts";
import { inventoriesOf } from "./read-inventories.ts";
import { draft } from "./synthesize.ts";
import { throwErrors } from "./throw-errors.ts";
import { whileLocked } from "./write/lock-output.ts";
import { markerOf } from "./write/mark.ts";
import { planOutput } from "./write/plan-output.ts";
import { readOutput } from "./write/read-output.ts";
import { writeOutput } from "./write/write-output.ts";

const DRIVEN: unique symbol = Symbol.for("kumiki.driven");

interface Driver {
  syntheses: number;
}

/** Earlier releases of the command line say `true` there. */
const driver = (): Driver | true | undefined => (globalThis as { readonly [DRIVEN]?: Driver | true })[DRIVEN];

/** Tells all projects of this process, of whatever copy of kumiki, that the command line writes what they make. */
export const driveProjects = (): void => {
  Object.defineProperty(globalThis, DRIVEN, { value: { syntheses: 0 } satisfies Driver, configurable: true });
};

/** How often a project was to be written that is driven: by itself it would have been. */
export const countSyntheses = (): number => {
  const driving = driver();
  return typeof driving === "object" ? driving.syntheses : 0;
};

/**
 * Writes a project's output without the command line, for a program that is run by itself. Throws with every error that was
 * found, and changes nothing then; warnings are emitted as warnings of the process.
 */
export const runProject = (project: App): void => {
  const driving = driver();
  if (typeof driving === "object") driving.syntheses += 1;
  if (driving !== undefined) return;
  whileLocked(resolve(project.outdir), { say }, () => writeProject(project, project.outdir));
};

/** A warning of the process would come after the wait. */
const say = (message: string): unknown => process.stderr.write(`kumiki: ${message}\n`);

/** As marks name it; `node --eval` and whoever types into `node` have no file. */
const programOf = (script: string | undefined, cwd: string): string =>
  script === undefined ? "node" : relativePath(cwd, script);

const writeProject = (project: App, folder: string): void => {
  const cwd = process.cwd();
  const program = programOf(process.argv[1], cwd);
  const { drafts, findings } = draft(project, {
    before: inventoriesOf(committedInventories(cwd, resolve(folder)), {
      program,
      clusters: () => clusterNamesOf(project),
    }),
  });
  const recorded = recordsConstructMetadata(project) ? [constructMetadata([project])] : [];
  const marked = [...drafts, ...recorded].map(markerOf(program));
  const disk = readOutput(folder, marked);
  const plan = planOutput(marked, disk, {
    isOurs: (owner) => owner === program,
    isGone: (owner) => !existsSync(owner),
  });
  const found = [...findings, ...plan.findings];
  for (const finding of found.filter(({ severity }) => severity === "warning")) {
    process.emitWarning(describeFinding(finding), { type: "kumiki", code: finding.code });
  }
  throwErrors(found);
  writeOutput(folder, plan, disk);
};
