import { measure, ratio } from "../measure/figures.ts";
import { essence } from "../outputs.ts";
import type { BenchCase } from "./bench-case.ts";
import { compared, makes, outputOf } from "./make-sites.ts";

/** WordPress and MariaDB as people write them: with our constructs, with cdk8s-plus's, and with those in our tree. */
export const STACK_CASE: BenchCase = {
  name: "stack",
  title: "WordPress and MariaDB as people write them, construct to files",
  run: ({ sites, runs }) => {
    const theirs = outputOf("plus-folders", sites);
    const alike = compared(outputOf("stack", sites), theirs, essence);
    const same = compared(outputOf("plus-in-kumiki", sites), theirs);
    const slow = Math.min(runs, 3);
    const [ours, adopted, charts, folders] = measure(
      [
        makes("stack", sites),
        makes("plus-in-kumiki", sites),
        makes("plus-charts", sites, Math.min(runs, 2)),
        makes("plus-folders", sites, slow),
      ],
      runs,
    );
    const goal = (what: string, found: number | undefined, wanted: number) =>
      ({ what, found, bound: "at least", wanted, unit: "×" }) as const;
    return {
      figures: [ours, adopted, charts, folders].flatMap((figure) => figure ?? []),
      goals: [
        goal("our constructs against cdk8s, file for each chart", ratio(charts, ours), 60),
        goal("our constructs against cdk8s, folder for each chart", ratio(folders, ours), 10),
        goal("cdk8s-plus in our tree against cdk8s, file for each chart", ratio(charts, adopted), 18),
        goal("cdk8s-plus in our tree against cdk8s, folder for each chart", ratio(folders, adopted), 3.5),
      ],
      notes: [
        `Compared before: of our constructs and cdk8s-plus's ${alike} with one kind, name, images, variables, mounts, ports, hosts and directories; ` +
          `of cdk8s-plus's constructs in our tree and in cdk8s's ${same}, each equal.`,
      ],
    };
  },
};
