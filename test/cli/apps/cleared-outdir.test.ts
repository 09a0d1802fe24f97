import { join } from "node:path";
import { expect, test } from "vitest";
import { filesIn } from "../../terminal.ts";
import { app, kumiki, project } from "./project.ts";

const CLEARS = 'require("node:fs").rmSync(app.outdir, { recursive: true, force: true }); app.synth();';

test("a program that clears app.outdir before it synthesizes clears nothing in a comparison, a stream or a run elsewhere", () => {
  const folder = project({ "main.ts": app({ rest: CLEARS }) });
  expect(kumiki(folder, "synth", "main.ts").exitCode).toBe(0);
  const written = filesIn(join(folder, "dist"));
  expect(Object.keys(written)).toEqual(["a.k8s.yaml"]);
  expect(kumiki(folder, "synth", "main.ts", "--check").exitCode).toBe(0);
  expect(kumiki(folder, "synth", "main.ts", "--stdout").stdout).toContain("kind: ConfigMap");
  expect(kumiki(folder, "synth", "main.ts", "--out", "elsewhere").exitCode).toBe(0);
  expect(filesIn(join(folder, "dist"))).toEqual(written);
  expect(filesIn(join(folder, "elsewhere"))).toEqual(written);
});

test("app.outdir is what the program said where that is written to, also for classes of the program's own", () => {
  const rest = `app.synth();
    class Own extends (require("cdk8s").App) { outdir = "own"; }
    const own = new Own();
    console.error([app.outdir, own.outdir, own instanceof Own, app.constructor === require("cdk8s").App].join(" "));
    own.synth();`;
  const folder = project({ "main.ts": app({ rest }) });
  expect(kumiki(folder, "synth", "main.ts").stderr).toContain("dist own true true\n");
  expect(kumiki(folder, "synth", "main.ts", "--check").stderr).toMatch(/\/dist own true true\n/);
});
