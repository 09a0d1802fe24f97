import { renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { compilePrograms, type Division, programEnvironment } from "../measure/cdk8s-program.ts";
import { type Goal, measure, ratio, type Subject } from "../measure/figures.ts";
import { cdk8sSynth, kumiki, makeProject, ROOT } from "../measure/installed.ts";
import { intoEmpty } from "../measure/into-empty.ts";
import { countFiles } from "../measure/scratch.ts";
import { wholeProcess } from "../measure/whole-process.ts";
import { differentFiles } from "../outputs.ts";
import type { BenchCase } from "./bench-case.ts";

/** Compiled programs that make their own app, as they are: under kumiki, by themselves, and under cdk8s's command line. */
export const CDK8S_PROGRAMS_CASE: BenchCase = {
  name: "cdk8s-programs",
  title: "Programs of cdk8s with their own App, whole process",
  run: ({ sites, runs }) => {
    const pairs = makePairs(sites);
    const files = pairs.map(compared);
    const figures = measure(
      pairs.flatMap((pair) => subjectsOf(pair, runs)),
      runs,
    );
    const goals = pairs.map(
      ({ what, division }, index): Goal => ({
        what: `cdk8s, ${what}`,
        found: ratio(figures[3 * index + 1], figures[3 * index]),
        bound: "at least",
        wanted: WANTED[division],
        unit: "×",
      }),
    );
    return {
      figures,
      goals,
      notes: [
        `Compared before: ${files.join(", ")} files on both sides, each the same bytes. The goals are against the program by itself; ` +
          "the bundle of ours is kept from the comparison.",
      ],
    };
  },
};

const WANTED: Readonly<Record<Division, number>> = { charts: 10, folders: 2.5 };

/** A program that divides what it makes in one way, and the ways to run it: all in one folder, to which they write. */
interface Pair {
  readonly what: string;
  readonly division: Division;
  /** Where all write. */
  readonly dist: string;
  /** Each gives the processor time. */
  readonly ways: Readonly<Record<"kumiki synth" | "node" | "cdk8s synth", () => number>>;
}

const makePairs = (sites: number): readonly Pair[] => {
  const folder = makeProject("cdk8s-programs");
  const placeOf = compilePrograms(folder, ROOT);
  const pair = (program: keyof typeof WORDS, division: Division): Pair => {
    const [place, env] = [placeOf(program), programEnvironment(sites, division)];
    return {
      what: `${WORDS[program]}, ${division === "charts" ? "file" : "folder"} for each chart`,
      division,
      dist: join(folder, "dist"),
      ways: {
        "kumiki synth": () => kumiki(folder, ["synth", place], { env }),
        node: () => wholeProcess({ command: process.execPath, args: [place], cwd: folder, env }),
        "cdk8s synth": () => cdk8sSynth(folder, `node ${place}`, env),
      },
    };
  };
  return (["cdk8s-program", "object-program"] as const).flatMap((program) => [
    pair(program, "charts"),
    pair(program, "folders"),
  ]);
};

const WORDS = { "cdk8s-program": "generated kinds", "object-program": "plain objects" } as const;

/** Ours first, then the program by itself, then cdk8s's command line. */
const subjectsOf = ({ what, division, dist, ways }: Pair, runs: number): readonly Subject[] => {
  const subject = (way: keyof Pair["ways"], own: number): Subject => ({
    what: `${way}, ${what}`,
    runs: own,
    sample: intoEmpty(dist, ways[way]),
  });
  return [
    subject("kumiki synth", runs),
    subject("node", division === "charts" ? Math.min(runs, 3) : runs),
    subject("cdk8s synth", 1),
  ];
};

/** Refuses to compare what is not alike; gives how many files are. */
const compared = ({ dist, ways }: Pair): number => {
  const kept = `${dist}-kept`;
  rmSync(dist, { recursive: true, force: true });
  ways["kumiki synth"]();
  renameSync(dist, kept);
  ways.node();
  const [count, found] = [countFiles(kept), differentFiles(kept, dist)];
  rmSync(kept, { recursive: true });
  if (found.length === 0 && count > 0) return count;
  throw new Error(`Cannot compare: ${found.length} of ${count} files differ, ${found.slice(0, 5).join(", ")}`);
};
