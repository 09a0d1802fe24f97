import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { app, kumiki, project } from "./project.ts";

describe("a synthesis that fails", () => {
  const failing = `const fs = require("node:fs"); let fails = true;
    app.node.addValidation({ validate: () => { console.log(fs.readdirSync(app.outdir).join()); return fails ? ["is not well"] : []; } });
    try { app.synth(); } catch {} console.log(fs.readdirSync(app.outdir).join());`;
  const run = (rest: string, files: Readonly<Record<string, string>> = {}, ...flags: readonly string[]) => {
    const folder = project({ "main.ts": app({ props: 'outdir: "new/dist"', rest: `${failing} ${rest}` }), ...files });
    return { folder, ...kumiki(folder, "synth", "main.ts", ...flags) };
  };
  test("leaves its folder to a program that goes on, empty or as it was", () => {
    for (const flags of [[], ["--check"], ["--stdout"], ["--out", "out"]]) {
      const { exitCode, stderr, stdout } = run("", {}, ...flags);
      expect([exitCode, `${stdout}${stderr}`]).toEqual([0, expect.stringMatching(/^\n\n/)]);
    }
    const { folder, stdout } = run("fails = false; app.synth();", { "new/dist/mine.txt": "mine" });
    expect(stdout).toBe("mine.txt\nmine.txt\nmine.txt\n");
    expect(readdirSync(join(folder, "new/dist"))).toEqual(["a.k8s.yaml", "mine.txt"]);
    expect(readdirSync(join(run("").folder, "new/dist"))).toEqual([]);
  });
  test("leaves none where the program fails as a whole, and none was there", () => {
    for (const rest of ["process.exit(3);", "throw new Error('broken');", "app.synth();"]) {
      const { folder, exitCode } = run(rest);
      expect([exitCode > 0, existsSync(join(folder, "new"))]).toEqual([true, false]);
    }
    const { folder } = run("process.exit(3);", { "new/dist/mine.txt": "mine" });
    expect(readdirSync(join(folder, "new/dist"))).toEqual(["mine.txt"]);
  });
  test("says in one sentence that a file is in the place of its folder", () => {
    const folder = project({ "main.ts": app(), dist: "a file\n" });
    expect(kumiki(folder, "synth", "main.ts")).toEqual({
      exitCode: 2,
      stdout: "",
      stderr: `kumiki: Cannot write to ${folder}/dist: it is a file; remove it, or give the app another outdir\n`,
    });
  });
});
