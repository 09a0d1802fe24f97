import { cpus } from "node:os";
import { parseArgs } from "node:util";
import type { BenchCase } from "./cases/bench-case.ts";
import { CDK8S_PROGRAMS_CASE } from "./cases/cdk8s-programs.ts";
import { DEPENDENCIES_CASE } from "./cases/dependencies.ts";
import { EMIT_CASE } from "./cases/emit.ts";
import { GROWTH_CASE } from "./cases/growth.ts";
import { KINDS_CASE } from "./cases/kinds.ts";
import { PLUS_CASE } from "./cases/plus.ts";
import { REWRITE_CASE } from "./cases/rewrite.ts";
import { STACK_CASE } from "./cases/stack.ts";
import { START_UP_CASE } from "./cases/start-up.ts";
import { STDOUT_CASE } from "./cases/stdout.ts";
import { WARM_CASE } from "./cases/warm.ts";
import { printOutcome, verdict } from "./measure/print-outcome.ts";
import { IS_IN_MEMORY } from "./measure/scratch.ts";

const CASES: readonly BenchCase[] = [
  KINDS_CASE,
  STACK_CASE,
  WARM_CASE,
  PLUS_CASE,
  CDK8S_PROGRAMS_CASE,
  GROWTH_CASE,
  DEPENDENCIES_CASE,
  EMIT_CASE,
  STDOUT_CASE,
  START_UP_CASE,
  REWRITE_CASE,
];

const main = (): void => {
  const { positionals, values } = parseArgs({
    allowPositionals: true,
    options: { sites: { type: "string", default: "1000" }, runs: { type: "string", default: "5" } },
  });
  const extent = { sites: Number(values.sites), runs: Number(values.runs) };
  const unknown = positionals.find((name) => !CASES.some((each) => each.name === name));
  if (unknown !== undefined) {
    throw new Error(`Cannot run case "${unknown}": allowed are ${CASES.map(({ name }) => name).join(", ")}`);
  }
  const chosen = CASES.filter(({ name }) => positionals.length === 0 || positionals.includes(name));
  const place = IS_IN_MEMORY ? "a memory file system" : "a disk, since there is no /dev/shm: creating files is noise";
  console.log(
    `# Node ${process.version}, ${cpus().length} processors, ${extent.sites} sites of 14 objects on ${place}; processor time\n`,
  );
  const verdicts = chosen.flatMap(({ title, run }) => {
    const outcome = run(extent);
    console.log(printOutcome(title, outcome));
    return outcome.goals.map(verdict);
  });
  const count = (of: string): number => verdicts.filter((each) => each === of).length;
  console.log(`targets: ${count("met")} met, ${count("missed")} missed, ${count("open")} not measured`);
};

main();
