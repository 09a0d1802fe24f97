import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { measure, ratio } from "../measure/figures.ts";
import { kumiki, makeProject } from "../measure/installed.ts";
import { intoEmpty } from "../measure/into-empty.ts";
import { siteName } from "../programs/kit.ts";
import type { BenchCase } from "./bench-case.ts";

/** Runs over an output that is there: nothing changed, and one site of them all. */
export const REWRITE_CASE: BenchCase = {
  name: "rewrite",
  title: "Over an output that is there, whole process: `--check`, and one site edited",
  run: ({ sites, runs }) => {
    const folder = makeProject("rewrite");
    const dist = join(folder, "dist");
    const synth = (edited: number | undefined, ...flags: readonly string[]): number =>
      kumiki(folder, ["synth", "programs/stack-program.ts", ...flags], {
        env: { BENCH_SITES: String(sites), ...(edited === undefined ? {} : { BENCH_EDITED: String(edited) }) },
      });
    synth(undefined);
    const written: string[] = [];
    const figures = measure(
      [
        { what: "from nothing", sample: intoEmpty(dist, () => synth(undefined)) },
        { what: "`--check`, nothing changed", sample: () => ({ value: synth(undefined, "--check"), files: 0 }) },
        {
          what: "one site edited",
          sample: () => {
            const before = stampsOf(dist);
            const value = synth(7);
            const changed = [...stampsOf(dist)].filter(([path, stamp]) => before.get(path) !== stamp);
            written.splice(0, written.length, ...changed.map(([path]) => path));
            return { value, files: changed.length };
          },
        },
      ],
      Math.min(runs, 3),
    );
    const [fresh, check, edit] = figures;
    const elsewhere = written.filter((path) => !path.startsWith(`farm/manifests/namespaces/${siteName(7)}/`));
    return {
      figures,
      goals: [
        { what: "`--check` against writing", found: ratio(check, fresh), bound: "at most", wanted: 1, unit: "×" },
        { what: "one site edited against all", found: ratio(edit, fresh), bound: "at most", wanted: 1, unit: "×" },
        { what: "files written of that site", found: written.length, bound: "at least", wanted: 1, unit: "files" },
        { what: "files written elsewhere", found: elsewhere.length, bound: "at most", wanted: 0, unit: "files" },
      ],
      notes: [`Edited: one constant of one site, which is in ${written.length} of its files.`],
    };
  },
};

/** What changes of a file when it is written, or replaced. */
const stampsOf = (folder: string): ReadonlyMap<string, string> =>
  new Map(
    readdirSync(folder, { recursive: true, encoding: "utf8" }).map((path) => {
      const found = statSync(join(folder, path));
      return [path, found.isDirectory() ? "" : `${found.ino} ${found.mtimeMs}`];
    }),
  );
