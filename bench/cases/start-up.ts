import { mkdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { compileAsCdk8s } from "../measure/compile-as-cdk8s.ts";
import { measure, ratio, type Subject } from "../measure/figures.ts";
import { cdk8sSynth, kumiki, makeProject, ROOT } from "../measure/installed.ts";
import { must } from "../measure/must.ts";
import { SCRATCH } from "../measure/scratch.ts";
import { wholeProcess } from "../measure/whole-process.ts";
import type { BenchCase } from "./bench-case.ts";

/** One program, from the shell's prompt to the prompt. */
export const START_UP_CASE: BenchCase = {
  name: "start-up",
  title: "`kumiki synth` of the lecture's program, whole process",
  run: ({ runs }) => {
    const folder = makeProject("start-up");
    const synth = (): number => kumiki(folder, ["synth", "apps/lecture/main.ts"]);
    const bare = (code: string) => wholeProcess({ command: process.execPath, args: ["-e", code], cwd: folder });
    synth();
    const rival = makeRival();
    const [cached, first, library, node, compiled, typed] = measure(
      [
        { what: "kumiki synth, cached", sample: () => ({ value: synth() }) },
        {
          what: "kumiki synth, first run",
          sample: () => {
            rmSync(join(folder, ".kumiki"), { recursive: true });
            return { value: synth() };
          },
        },
        { what: "node -e 'import(\"cdk8s\")'", sample: () => ({ value: bare('import("cdk8s")') }) },
        { what: "node -e 0", sample: () => ({ value: bare("0") }) },
        rival.compiled,
        ...(rival.typed === undefined ? [] : [rival.typed]),
      ],
      runs * 2,
    );
    return {
      figures: [cached, first, library, node, compiled, typed].flatMap((figure) => figure ?? []),
      goals: [
        { what: "cdk8s synth, ts-node", found: ratio(typed, cached), bound: "at least", wanted: 15, unit: "×" },
        { what: "cdk8s synth, compiled", found: ratio(compiled, cached), bound: "at least", wanted: 5, unit: "×" },
        { what: "cached, against import", found: ratio(cached, library), bound: "at most", wanted: 1, unit: "×" },
        { what: "first run, against import", found: ratio(first, library), bound: "at most", wanted: 1.5, unit: "×" },
      ],
      notes: [
        "cdk8s's is an application of one such site, of cdk8s-plus's constructs.",
        ...(rival.typed === undefined ? ["ts-node could not be installed from npm, and is not measured."] : []),
      ],
    };
  },
};

/** The same application as `cdk8s init typescript-app` lays one out. */
const makeRival = (): { readonly compiled: Subject; readonly typed: Subject | undefined } => {
  const folder = join(SCRATCH, "rival");
  mkdirSync(join(folder, "src"), { recursive: true });
  writeFileSync(join(folder, "src", "main.ts"), MAIN);
  compileAsCdk8s(folder, ["plus-sites", "kit", "site-texts"], ROOT);
  const hasCompiler = tryInstall(folder);
  for (const name of ["cdk8s", "cdk8s-plus-28", "constructs"]) {
    symlinkSync(join(ROOT, "node_modules", name), join(folder, "node_modules", name));
  }
  const synth = (what: string, app: string): Subject => ({ what, sample: () => ({ value: cdk8sSynth(folder, app) }) });
  return {
    compiled: synth("cdk8s synth, compiled JavaScript", "node compiled/main.js"),
    typed: hasCompiler ? synth("cdk8s synth, ts-node", "npx ts-node src/main.ts") : undefined,
  };
};

const tryInstall = (folder: string): boolean => {
  try {
    must("npm", ["install", "--no-audit", "--no-fund", "ts-node@10.9.2", "typescript@5.9.3", "@types/node@20"], folder);
    return true;
  } catch {
    mkdirSync(join(folder, "node_modules"), { recursive: true });
    return false;
  }
};

const MAIN = `import { App } from "cdk8s";
import { plusSites } from "./plus-sites";

const app = new App();
plusSites(app, 1);
app.synth();
`;
