import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { measure, ratio, type Subject } from "../measure/figures.ts";
import { kumiki, makeProject } from "../measure/installed.ts";
import { wholeProcess } from "../measure/whole-process.ts";
import { differences, objectsOf } from "../outputs.ts";
import { siteName } from "../programs/kit.ts";
import type { BenchCase } from "./bench-case.ts";

/** All sites as one stream, against Helm with a chart that makes the same objects with a range. */
export const STDOUT_CASE: BenchCase = {
  name: "stdout",
  title: "`--stdout` against `helm template`, whole process",
  run: ({ sites, runs }) => {
    const folder = makeProject("stdout");
    const stream = join(folder, "stream.yaml");
    const print = (count: number, output: string): number =>
      kumiki(folder, ["synth", "--stdout", "programs/kinds-program.ts"], {
        env: { BENCH_SITES: String(count) },
        output,
      });
    const ours: Subject = { what: "kumiki synth --stdout", sample: () => ({ value: print(sites, stream) }) };
    const helm = tryFindHelm();
    const what = "helm template";
    if (helm === undefined) {
      return {
        figures: measure([ours], runs),
        goals: [{ what, found: undefined, bound: "at least", wanted: 1, unit: "×" }],
        notes: ["No helm was found: put it on the PATH, name it in HELM, or build the judges."],
      };
    }
    print(1, stream);
    const chart = writeChart(join(folder, "chart"), readFileSync(stream, "utf8"), sites);
    const rendered = join(folder, "rendered.yaml");
    const template = (): number =>
      wholeProcess({ command: helm, args: ["template", "bench", chart], cwd: folder, output: rendered });
    print(sites, stream);
    template();
    const [own, other] = [stream, rendered].map((file) => objectsOf([readFileSync(file, "utf8")]));
    const found = own === undefined || other === undefined ? ["all"] : differences(own, other);
    if (found.length > 0)
      throw new Error(`Cannot compare: ${found.length} objects differ, ${found.slice(0, 3).join()}`);
    const figures = measure([ours, { what, sample: () => ({ value: template() }) }], runs);
    const [mine, theirs] = figures;
    return {
      figures,
      goals: [{ what, found: ratio(theirs, mine), bound: "at least", wanted: 1, unit: "×" }],
      notes: [`Compared before: ${own?.size} objects on both sides, each equal.`],
    };
  },
};

/** Named by the caller, on the PATH, or among the judges. */
const tryFindHelm = (): string | undefined => {
  const { HELM = "" } = process.env;
  const named = HELM === "" ? "helm" : HELM;
  if (spawnSync(named, ["version"]).status === 0) return named;
  const judges = process.env["KUMIKI_JUDGES"] ?? join(homedir(), ".cache", "kumiki-judges");
  const built = existsSync(judges) ? readdirSync(judges).find((name) => /^helm-[\d.]+-/.test(name)) : undefined;
  return built === undefined ? undefined : join(judges, built);
};

/** A chart that writes one site's text as often as there are sites. */
const writeChart = (folder: string, site: string, sites: number): string => {
  mkdirSync(join(folder, "templates"), { recursive: true });
  writeFileSync(join(folder, "Chart.yaml"), "apiVersion: v2\nname: bench\nversion: 1.0.0\n");
  writeFileSync(join(folder, "values.yaml"), `sites: ${sites}\n`);
  const text = site.replaceAll(siteName(0), "{{ $site }}");
  const head = '{{- range $index := until (int .Values.sites) }}\n{{- $site := printf "site-%05d" $index }}\n';
  writeFileSync(join(folder, "templates", "sites.yaml"), `${head}${text}{{- end }}\n`);
  return folder;
};
