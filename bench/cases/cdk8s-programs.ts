import { renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { cdk8sProgramEnvironment, type Division, makeCdk8sProgram } from "../measure/cdk8s-program.ts";
import { measure, ratio, type Subject } from "../measure/figures.ts";
import { cdk8sSynth, kumiki, makeProject, ROOT } from "../measure/installed.ts";
import { countFiles } from "../measure/scratch.ts";
import { wholeProcess } from "../measure/whole-process.ts";
import { differentFiles } from "../outputs.ts";
import type { BenchCase } from "./bench-case.ts";

/** One compiled program that makes its own app, as it is: under kumiki, by itself, and under cdk8s's command line. */
export const CDK8S_PROGRAMS_CASE: BenchCase = {
  name: "cdk8s-programs",
  title: "A program of cdk8s with its own App, whole process",
  run: ({ sites, runs }) => {
    const sides = makeSides(sites);
    const files = DIVISIONS.map((division) => compared(sides, division));
    const subject = (side: Side, division: Division, own: number): Subject => ({
      what: `${side.what}, ${WORDS[division]}`,
      runs: own,
      sample: () => {
        rmSync(side.dist, { recursive: true, force: true });
        return { value: side.synth(division), files: countFiles(side.dist) };
      },
    });
    const { ours, plain, command } = sides;
    const figures = measure(
      DIVISIONS.flatMap((division) => [
        subject(ours, division, runs),
        subject(plain, division, division === "charts" ? Math.min(runs, 3) : runs),
        subject(command, division, 1),
      ]),
      runs,
    );
    const [charts, theirCharts, , folders, theirFolders] = figures;
    const goal = (division: Division, found: number | undefined, wanted: number) =>
      ({ what: `cdk8s, ${WORDS[division]}`, found, bound: "at least", wanted, unit: "×" }) as const;
    return {
      figures,
      goals: [goal("charts", ratio(theirCharts, charts), 10), goal("folders", ratio(theirFolders, folders), 2.5)],
      notes: [
        `Compared before: ${files.join(" and ")} files on both sides, each the same bytes. The goals are against the program by itself; ` +
          "the bundle of ours is kept from the comparison.",
      ],
    };
  },
};

const DIVISIONS: readonly Division[] = ["charts", "folders"];

const WORDS: Readonly<Record<Division, string>> = {
  charts: "file for each chart",
  folders: "folder for each chart",
};

/** A way to run the program. */
interface Side {
  readonly what: string;
  /** Where it writes. */
  readonly dist: string;
  /** Gives the processor time. */
  readonly synth: (division: Division) => number;
}

/** Both run in one folder, and write to the same. */
const makeSides = (sites: number): Readonly<Record<"ours" | "plain" | "command", Side>> => {
  const folder = makeProject("cdk8s-programs");
  const program = makeCdk8sProgram(folder, ROOT);
  const dist = join(folder, "dist");
  const env = (division: Division) => cdk8sProgramEnvironment(sites, division);
  return {
    ours: {
      what: "kumiki synth",
      dist,
      synth: (division) => kumiki(folder, ["synth", program], { env: env(division) }),
    },
    plain: {
      what: "node",
      dist,
      synth: (division) =>
        wholeProcess({ command: process.execPath, args: [program], cwd: folder, env: env(division) }),
    },
    command: { what: "cdk8s synth", dist, synth: (division) => cdk8sSynth(folder, `node ${program}`, env(division)) },
  };
};

/** Refuses to compare what is not alike; gives how many files are. */
const compared = ({ ours, plain }: Readonly<Record<"ours" | "plain", Side>>, division: Division): number => {
  const kept = `${ours.dist}-kept`;
  rmSync(ours.dist, { recursive: true, force: true });
  ours.synth(division);
  renameSync(ours.dist, kept);
  plain.synth(division);
  const [count, found] = [countFiles(kept), differentFiles(kept, plain.dist)];
  rmSync(kept, { recursive: true });
  if (found.length === 0 && count > 0) return count;
  throw new Error(`Cannot compare: ${found.length} of ${count} files differ, ${found.slice(0, 5).join(", ")}`);
};
