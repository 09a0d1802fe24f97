import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { app, configMap, dist, kumiki, project, runNode } from "./project.ts";

const REFUSED = {
  exitCode: 2,
  stdout: "",
  stderr:
    "kumiki: Cannot synthesize main.js: found an app of cdk8s that a worker thread synthesizes, whose files are out of reach; " +
    "synthesize it in the main thread, or name what the worker runs as a program of its own\n",
};

const asJavaScript = (text: string): string => text.replace(/import (.*) from "cdk8s"/, 'const $1 = require("cdk8s")');

/** A program that does one thing in its main thread, and another in a worker. */
const threads = (main: string, worker: string, options = "{}"): string =>
  asJavaScript(
    app({
      rest: `const { Worker, isMainThread, parentPort } = require("node:worker_threads");
        const start = () => new Worker(__filename, ${options});
        if (isMainThread) { ${main} } else { ${worker} }`,
    }),
  );

describe("an app that a worker thread synthesizes", () => {
  const check = (text: string, files: Readonly<Record<string, string>> = {}): void => {
    const folder = project({ "main.js": text, ...files });
    for (const flags of [[], ["--check"]]) {
      expect(kumiki(folder, "synth", "main.js", ...flags)).toEqual(REFUSED);
      expect(dist(folder)).toBeUndefined();
    }
  };
  test("is refused, and nothing is written, whatever the program makes of that", () => {
    check(threads("start();", "app.synth();"));
    check(threads("app.synth(); start().on('error', () => {});", "app.synth();", "{ execArgv: ['--no-warnings'] }"));
    check(threads("start().on('error', () => process.exit(1));", "console.log(app.synthYaml());"));
    check(threads("app.synth(); start();", "try { app.synth(); } catch {}"));
  });
  test("is refused in threads of threads, of ES modules, of a text and of subclasses", () => {
    check(threads("start();", "if (process.env.INNER) app.synth(); else { process.env.INNER = '1'; start(); }"));
    check(
      "const { Worker } = require('node:worker_threads'); new (class extends Worker {})('./worker.mjs').on('error', () => {});",
      {
        "worker.mjs": app(),
      },
    );
    check(
      `require('node:worker_threads').Worker; new (require('node:worker_threads').Worker)(${JSON.stringify(asJavaScript(app()))}, { eval: true }).on('error', () => {});`,
    );
    const folder = project({
      "main.mjs":
        'import { Worker } from "node:worker_threads"; await new Promise((end) => new Worker(new URL("worker.mjs", import.meta.url)).on("error", end));',
      "worker.mjs": app(),
    });
    expect(kumiki(folder, "synth", "main.mjs")).toEqual({
      ...REFUSED,
      stderr: REFUSED.stderr.replace("main.js", "main.mjs"),
    });
    expect(dist(folder)).toBeUndefined();
  });
  test("is refused beside a project", () => {
    const folder = project({
      "main.mjs": `import { Project } from "kumiki"; import { Worker } from "node:worker_threads"; ${app({ props: 'outdir: "charts"' })}
        await new Promise((end) => new Worker("./worker.mjs").on("error", end)); export default new Project({ defaults: "2026-11" });`,
      "worker.mjs": app(),
    });
    expect(kumiki(folder, "synth", "main.mjs")).toMatchObject({
      exitCode: 2,
      stderr: REFUSED.stderr.replace("main.js", "main.mjs"),
    });
    expect(dist(folder)).toBeUndefined();
  });
});

describe("a worker thread that synthesizes nothing", () => {
  test("works, with the options that it was given, or those of the process", () => {
    const main =
      "app.synth(); const worker = start(); worker.on('message', (said) => console.log(worker.constructor === Worker, said));";
    const worker =
      "parentPort.postMessage([require.main === module, process.argv.length, typeof gc, app.outdir].join());";
    const folder = project({ "main.js": threads(main, worker) });
    const said = "true true,2,undefined,dist\n";
    expect(kumiki(folder, "synth", "main.js")).toMatchObject({ exitCode: 0, stdout: said });
    expect(dist(folder)).toEqual({ "a.k8s.yaml": configMap("a") });
    const bin = join(import.meta.dirname, "../../../bin/kumiki.js");
    const options = ["--max-old-space-size=2000", "--no-warnings", "--expose-gc"];
    expect(runNode(folder, ...options, bin, "synth", "main.js")).toMatchObject({
      exitCode: 0,
      stdout: said.replace("undefined", "function"),
    });
  });
  test("may start a process that runs cdk8s by itself", () => {
    const worker = 'require("node:child_process").fork("./inner.cjs");';
    const folder = project({ "main.js": threads("app.synth(); start();", worker) });
    writeFileSync(join(folder, "inner.cjs"), asJavaScript(app({ id: "inner", props: 'outdir: "inner"' })));
    expect(kumiki(folder, "synth", "main.js")).toMatchObject({
      exitCode: 0,
      stderr: "dist: 1 added, 0 changed, 0 removed, 0 unchanged\n",
    });
  });
});
