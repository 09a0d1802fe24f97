import { spawnSync } from "node:child_process";
import { readFileSync, renameSync, rmSync, symlinkSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { writeFiles } from "../terminal.ts";
import { follow } from "./follow.ts";
import { BIN, installed } from "./installed.ts";

const programOf = (from: string): string => `import { ApiObject, Chart } from "cdk8s";
import { Project } from "kumiki";
import { greeting } from "${from}";
const project = new Project({ defaults: "2026-11" });
new ApiObject(new Chart(project, "app"), "greeting", { apiVersion: "v1", kind: "ConfigMap", data: { greeting } });
export default project;
`;

const PROGRAM = programOf("./greeting");

const greetingOf = (text: string): string => `export const greeting = "${text}";\n`;

test("--watch synthesizes again when what a program imports changes, is broken, comes and goes", async () => {
  const folder = installed(PROGRAM);
  const greeting = join(folder, "greeting.ts");
  const { until } = follow(["synth", "main.ts", "--watch"], folder);
  await until('Cannot find "./greeting"');
  await until("waiting for changes");
  writeFileSync(greeting, 'export const greeting = "hello";\n');
  await until("greeting.ts changed");
  await until("dist: 2 added");
  await until("waiting for changes");
  writeFileSync(greeting, "export const greeting = ;\n");
  await until("Cannot read greeting.ts:1");
  await until("waiting for changes");
  writeFileSync(greeting, 'export const greeting = "good evening";\n');
  await until("1 changed, 0 removed");
  const [file = ""] = spawnSync("find", [join(folder, "dist"), "-name", "configmap*"], {
    encoding: "utf8",
  }).stdout.split("\n");
  expect(readFileSync(file, "utf8")).toContain("greeting: good evening");
  await until("waiting for changes");
  rmSync(greeting);
  await until('Cannot find "./greeting"');
});

test("--watch with --stdout is refused", () => {
  const { status, stderr } = spawnSync(process.execPath, [BIN, "synth", "main.ts", "--watch", "--stdout"], {
    cwd: installed(PROGRAM),
    encoding: "utf8",
  });
  expect([status, stderr]).toEqual([
    2,
    "kumiki: Cannot watch and print one stream: found --watch and --stdout; say one of them\n",
  ]);
});

describe("--watch synthesizes again", () => {
  test("when a package changes that is linked from elsewhere, or one that this one needs", async () => {
    const folder = installed(programOf("pkg"));
    writeFiles(folder, {
      "packages/pkg/package.json": '\uFEFF{ "name": "pkg", "dependencies": { "other": "*" } }',
      "packages/pkg/index.js": 'exports.greeting = require("./deep/greeting.js") + require("other");\n',
      "packages/pkg/deep/greeting.js": 'module.exports = "hello";\n',
      "packages/other/package.json": '{ "name": "other" }',
      "packages/other/index.js": 'module.exports = ", world";\n',
    });
    for (const name of ["pkg", "other"]) {
      symlinkSync(join(folder, "packages", name), join(folder, "node_modules", name));
    }
    const { until } = follow(["synth", "main.ts", "--watch"], folder);
    await until("dist: 2 added");
    await until("waiting for changes");
    writeFiles(folder, { "packages/pkg/deep/greeting.js": 'module.exports = "good evening";\n' });
    await until("packages/pkg/deep/greeting.js changed");
    await until("1 changed, 0 removed");
    await until("waiting for changes");
    writeFiles(folder, { "packages/other/index.js": 'module.exports = ", all";\n' });
    await until("packages/other/index.js changed");
    await until("1 changed, 0 removed");
  });

  test("when a file comes into being that JavaScript has done without", async () => {
    const folder = installed(programOf("./text.js"));
    writeFiles(folder, {
      "text.js":
        'exports.greeting = "hello"; try { exports.greeting = require("./local/text.json"); } catch { exports.local = false; }\n',
    });
    const { until } = follow(["synth", "main.ts", "--watch"], folder);
    await until("dist: 2 added");
    await until("waiting for changes");
    writeFiles(folder, { "local/text.json": '"good evening"\n' });
    await until("local/text.json changed");
    await until("1 changed, 0 removed");
  });

  test("when a file outside the working folder is mended that never could be bundled, or comes into being", async () => {
    const folder = installed("");
    writeFiles(folder, {
      "app/main.ts": programOf("../shared/value"),
      "shared/value.ts": 'export { greeting } from "../texts/greeting";\nexport const broken = ;\n',
    });
    const { until } = follow(["synth", "main.ts", "--watch"], join(folder, "app"));
    await until("shared/value.ts:2");
    await until("waiting for changes");
    writeFiles(folder, { "shared/value.ts": 'export { greeting } from "../texts/greeting";\n' });
    await until("../shared/value.ts changed");
    await until('Cannot find "../texts/greeting"');
    await until("waiting for changes");
    writeFiles(folder, { "texts/greeting.ts": greetingOf("hello") });
    await until("../texts/greeting.ts changed");
    await until("dist: 2 added");
  });

  test("when a file comes into being that is taken instead of another, or says how to read it", async () => {
    const folder = installed(PROGRAM);
    writeFiles(folder, { "greeting.ts": greetingOf("hello") });
    const { until } = follow(["synth", "main.ts", "--watch"], folder);
    await until("dist: 2 added");
    await until("waiting for changes");
    writeFiles(folder, { "greeting.tsx": greetingOf("good evening") });
    await until("greeting.tsx changed");
    await until("1 changed, 0 removed");
    await until("waiting for changes");
    for (const to of ["hello", "good night"]) {
      writeFiles(folder, { "tsconfig.json": `{ "compilerOptions": { "paths": { "./greeting": ["./${to}.ts"] } } }` });
      await until("tsconfig.json changed");
      await until("waiting for changes");
    }
  });

  test("when an old file takes the place of another during a run", async () => {
    const folder = installed(PROGRAM);
    const sleep = "Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1000);\n";
    writeFiles(folder, {
      "greeting.ts": `${greetingOf("hello")}console.error("at work");\n${sleep}`,
      "old.ts": greetingOf("good evening"),
    });
    utimesSync(join(folder, "old.ts"), 1, 1);
    const { until } = follow(["synth", "main.ts", "--watch"], folder);
    await until("at work");
    renameSync(join(folder, "old.ts"), join(folder, "greeting.ts"));
    // The run has its time.
    await until("dist: 2 added");
    await until("greeting.ts changed");
    await until("1 changed, 0 removed");
  });
});

describe("where the system tells of no more files, --watch looks at them by itself, and says so once", () => {
  const inside = (script: string): readonly string[] => [
    "unshare",
    "-U",
    "-r",
    "sh",
    "-c",
    `${script}\nexec "$@"`,
    "sh",
  ];
  const limits = ["max_inotify_watches", "max_inotify_instances"];
  const isPossible = spawnSync("unshare", ["-U", "-r", "true"]).status === 0;

  test.skipIf(!isPossible).each(limits)("%s", async (limit) => {
    const folder = installed(PROGRAM);
    writeFiles(folder, { "greeting.ts": greetingOf("hello") });
    const prelude = inside(`echo 0 >/proc/sys/user/${limit}`);
    const { until } = follow(["synth", "main.ts", "--watch"], folder, prelude);
    await until("waiting for changes");
    await until("kumiki: looking for changes every 300 ms, since the system does not tell of them: ");
    writeFiles(folder, { "greeting.ts": greetingOf("good evening") });
    const said = await until("1 changed, 0 removed");
    expect(said).toMatch(/^[^\n]+\nkumiki: greeting\.ts changed\n[^\n]+$/);
    await until("waiting for changes");
    writeFiles(folder, { "greeting.ts": greetingOf("good night") });
    expect(await until("1 changed, 0 removed")).not.toContain("does not tell");
  });
});
