import { readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { filesIn, type Ran } from "../../terminal.ts";
import { app, configMap, dist, kumiki, project, runNode } from "./project.ts";
import { leftIn, ownTemporaryFolder } from "./temporary-folder.ts";

const MODES = [[], ["--check"], ["--stdout"], ["--out", "out"]] as const;

/** Runs a program with these lines in every way that there is; none leaves a temporary folder. */
const inEveryMode = (rest: string, check: (ran: Ran, folder: string, flags: readonly string[]) => void): void =>
  everyMode(app({ rest: `import fs from "node:fs"; ${rest}` }), check);

const everyMode = (text: string, check: (ran: Ran, folder: string, flags: readonly string[]) => void): void => {
  const temporary = ownTemporaryFolder();
  for (const flags of MODES) {
    const folder = project({ "main.ts": text });
    check(kumiki(folder, "synth", "main.ts", ...flags), folder, flags);
  }
  expect(leftIn(temporary)).toEqual([]);
};

describe("what a program does in process.on('exit')", () => {
  const failsWith = (exitCode: number, sentence: string, ...rests: readonly string[]): void => {
    for (const rest of rests)
      inEveryMode(rest, (ran, folder) => {
        const [said, ...places] = ran.stderr.split("\n");
        expect([ran.exitCode, ran.stdout, said]).toEqual([
          exitCode,
          "",
          `kumiki: Cannot synthesize main.ts: ${sentence}`,
        ]);
        expect(places[0]).toMatch(sentence.includes("threw") ? /^ {4}at .*main\.ts:\d+:\d+\)?$/ : /^$/);
        expect([dist(folder), readdirSync(folder).includes("out")]).toEqual([undefined, false]);
      });
  };
  const throws = "process.on('exit', () => { throw new Error('objects are missing'); });";
  test("fails the run if it throws, as it ends the process by itself", () => {
    const sentence = "it threw when its process ended: Error: objects are missing";
    failsWith(1, sentence, `app.synth(); ${throws}`, `${throws} app.synth(); process.exit();`);
    failsWith(3, sentence, `process.exitCode = 3; app.synth(); ${throws}`);
  });
  test("shows no value of a Secret that it quotes when it throws", () => {
    const secret =
      'new ApiObject(new Chart(app, "s"), "o", { apiVersion: "v1", kind: "Secret", stringData: { password: "hunter2" } });';
    const quotes = "process.on('exit', () => { throw new Error('weak: hunter2'); });";
    failsWith(1, "it threw when its process ended: Error: weak: (hidden)", `${secret} app.synth(); ${quotes}`);
  });
  test("sets the exit code, also by ending the process there", () => {
    const sentence = "it ended with exit code 4";
    failsWith(4, sentence, "app.synth(); process.on('exit', () => { process.exitCode = 4; });");
    failsWith(4, sentence, "app.synth(); process.on('exit', () => process.exit(4)); process.exit(0);");
    failsWith(4, sentence, "app.synth(); process.on('exit', () => process.exit(4)); process.on('exit', () => {});");
  });
  test("may be its only synthesis, whose validations are findings", () => {
    const folder = project({ "main.ts": app({ rest: "process.on('exit', () => app.synth());" }) });
    expect(kumiki(folder, "synth", "main.ts")).toEqual({
      exitCode: 0,
      stdout: "",
      stderr: "dist: 1 added, 0 changed, 0 removed, 0 unchanged\n",
    });
    expect(dist(folder)).toEqual({ "a.k8s.yaml": configMap("a") });
    expect(kumiki(folder, "synth", "main.ts", "--check").exitCode).toBe(0);
    const refused = `app.node.addValidation({ validate: () => ["is not well"] }); process.on('exit', () => app.synth());`;
    expect(kumiki(project({ "main.ts": app({ rest: refused }) }), "synth", "main.ts")).toMatchObject({
      exitCode: 1,
      stderr: expect.stringContaining("error app-validation: ") as string,
    });
  });
  test("finds what its apps made, wherever they write, and what it adds is a part of the result", () => {
    const listing =
      "process.on('exit', () => fs.writeFileSync(app.outdir + '/more.yaml', 'x: [' + fs.readdirSync(app.outdir) + ']'));";
    for (const rest of [`app.synth(); ${listing}`, `${listing} app.synth(); process.exit(0);`])
      inEveryMode(rest, ({ exitCode, stdout, stderr }, folder, flags) => {
        const isCheck = flags[0] === "--check";
        expect([exitCode, stderr]).toEqual([isCheck ? 1 : 0, expect.not.stringContaining("ENOENT")]);
        const files = { "a.k8s.yaml": configMap("a"), "more.yaml": "x: [a.k8s.yaml]" };
        if (flags.length === 0) expect(dist(folder)).toEqual(files);
        if (flags[0] === "--out") expect(filesIn(join(folder, "out"))).toEqual(files);
        if (flags[0] === "--stdout") expect(stdout).toBe(`---\n${configMap("a")}---\nx: [a.k8s.yaml]\n`);
        if (isCheck) expect(stdout).toContain("dist/more.yaml");
      });
  });
  test("comes with the exit code that Node gives it", () => {
    const rest = "app.synth(); process.on('exit', (code) => console.error(code, process.exitCode));";
    const folder = project({
      "main.ts": app({ rest }),
      "main.cjs": app({ rest }).replace(/import (.*) from "cdk8s"/, 'const $1 = require("cdk8s")'),
    });
    expect(runNode(folder, "main.cjs").stderr).toBe("0 undefined\n");
    expect(kumiki(folder, "synth", "main.ts").stderr).toMatch(/^0 undefined\n/);
  });
  test("changes nothing of a run that has failed", () => {
    for (const end of ["fs.readdirSync(app.outdir);", "process.exitCode = 0;"])
      inEveryMode(`process.on('exit', () => { ${end} }); app.synth(); throw new Error('broken');`, (ran, folder) => {
        expect([ran.exitCode, dist(folder)]).toEqual([2, undefined]);
        expect(ran.stderr).toContain("broken");
        expect(ran.stderr).not.toContain("ENOENT");
      });
  });
  test("leaves no temporary folder where it makes an app beside a project", () =>
    everyMode(
      `import { App, Chart } from "cdk8s"; import { Project } from "kumiki";
        const make = (outdir: string) => { const app = new App({ outdir }); new Chart(app, "a"); app.synth(); };
        make("before"); process.on("exit", () => make("after")); export default new Project({ defaults: "2026-11" });`,
      ({ exitCode }, _, flags) => expect(exitCode).toBe(flags[0] === "--check" ? 1 : 0),
    ));
  test("is heard beside other programs too", () => {
    const q = `import "kumiki/k8s/core/v1"; ${app({ id: "q", rest: `app.synth(); ${throws}` })}`;
    const folder = project({ "q.ts": q, "a.ts": app() });
    expect(kumiki(folder, "synth", "q.ts", "a.ts")).toMatchObject({ exitCode: 1 });
    expect(Object.keys(dist(folder) ?? {})).toEqual(["a.k8s.yaml"]);
  });
});
