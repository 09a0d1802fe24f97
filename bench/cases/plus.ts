import { renameSync } from "node:fs";
import { join } from "node:path";
import { compilePrograms, type Division, programEnvironment } from "../measure/cdk8s-program.ts";
import { measure, ratio, type Subject } from "../measure/figures.ts";
import { kumiki, makeProject, ROOT } from "../measure/installed.ts";
import { intoEmpty } from "../measure/into-empty.ts";
import { wholeProcess } from "../measure/whole-process.ts";
import type { BenchCase } from "./bench-case.ts";
import { compared } from "./make-sites.ts";

/** cdk8s-plus's constructs in a project, under our command line, and in an app of cdk8s by itself. */
export const PLUS_CASE: BenchCase = {
  name: "plus",
  title: "cdk8s-plus's constructs as people run them, whole process",
  run: ({ sites, runs }) => {
    const folder = makeProject("plus");
    const placeOf = compilePrograms(folder, ROOT);
    const dist = join(folder, "dist");
    const ours = (): number =>
      kumiki(folder, ["synth", placeOf("plus-project")], { env: programEnvironment(sites, "folders") });
    const theirs = (division: Division) => (): number =>
      wholeProcess({
        command: process.execPath,
        args: [placeOf("plus-program")],
        cwd: folder,
        env: programEnvironment(sites, division),
      });
    const subject = (what: string, run: () => number, own = runs): Subject => ({
      what,
      runs: own,
      sample: intoEmpty(dist, run),
    });
    const kept = join(folder, "kept");
    ours();
    renameSync(dist, kept);
    theirs("folders")();
    const alike = compared(kept, dist);
    const figures = measure(
      [
        subject("kumiki synth, a project", ours),
        subject("node, an app, file for each chart", theirs("charts"), Math.min(runs, 2)),
        subject("node, an app, folder for each chart", theirs("folders"), Math.min(runs, 3)),
      ],
      runs,
    );
    const [project, charts, folders] = figures;
    return {
      figures,
      goals: [
        { what: "cdk8s, file for each chart", found: ratio(charts, project), bound: "at least", wanted: 18, unit: "×" },
        {
          what: "cdk8s, folder for each chart",
          found: ratio(folders, project),
          bound: "at least",
          wanted: 3.5,
          unit: "×",
        },
      ],
      notes: [`Compared before: ${alike}, each equal.`],
    };
  },
};
