import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { rolldown } from "rolldown";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Files } from "../../terminal.ts";
import { PACKAGES, writeProject } from "./write-project.ts";

const { resolve: resolvePackage } = createRequire(import.meta.url);
const outside = (id: string) => ({ id: pathToFileURL(resolvePackage(id)).href, external: true });
let loader = "";

const dir = mkdtempSync(join(tmpdir(), "kumiki-test-"));
afterAll(() => rmSync(dir, { recursive: true }));

/** The loader as plain Node runs it, whatever lies in build/. */
beforeAll(async () => {
  const build = await rolldown({
    input: resolve("lib/cli/loading/load-program.ts"),
    platform: "node",
    plugins: [{ name: "outside", resolveId: (id) => (/^rolldown\b/.test(id) ? outside(id) : null) }],
  });
  await build.write({ dir, format: "es", entryFileNames: "loader.mjs" });
  loader = pathToFileURL(join(dir, "loader.mjs")).href;
});

/** Loads a program in a process of its own; gives its output, and whether the bundler was loaded. */
const run = (file: string): { readonly value: unknown; readonly hasBundler: boolean; readonly stderr: string } => {
  const script = `const { loadProgram } = await import(${JSON.stringify(loader)});
    const { exports } = await loadProgram(${JSON.stringify(file)});
    const hasBundler = process.report.getReport().sharedObjects.some((path) => path.includes("rolldown"));
    console.log(JSON.stringify({ value: await exports.default, hasBundler }));`;
  const { stdout, stderr } = spawnSync(process.execPath, ["--input-type=module", "-e", script], { encoding: "utf8" });
  return { ...(JSON.parse(stdout) as { value: unknown; hasBundler: boolean }), stderr };
};

const checkTwice = (files: Files, expected: unknown): void => {
  const file = join(writeProject(files), "main.ts");
  expect(run(file)).toEqual({ value: expected, hasBundler: true, stderr: "" });
  expect(run(file)).toEqual({ value: expected, hasBundler: false, stderr: "" });
};

test("a second run does not load the bundler, and no run prints a warning", () => {
  const imports = 'import esm from "esm"; import cjs from "cjs"; const later = import("esm");';
  const value = "[esm, cjs.named, (await later).named]";
  checkTwice({ ...PACKAGES, "main.ts": `${imports} export default (async () => ${value})();` }, [
    "default",
    "named",
    "named",
  ]);
  checkTwice({ ...PACKAGES, "main.ts": `${imports} export default ${value};` }, ["default", "named", "named"]);
});

test("a program outside node_modules shares an ES module with the process that loads it", () => {
  const folder = writeProject({
    "lib/package.json": '{ "name": "own", "type": "module", "exports": { ".": "./index.js" } }',
    "lib/index.js": "export const state = {}; globalThis.seen = (globalThis.seen ?? 0) + 1;",
    "lib/apps/main.ts": 'import { state } from "own"; export default [typeof state, (globalThis as any).seen];',
  });
  const script = `await import(${JSON.stringify(pathToFileURL(join(folder, "lib/index.js")).href)});
    const { loadProgram } = await import(${JSON.stringify(loader)});
    console.log(JSON.stringify((await loadProgram(${JSON.stringify(join(folder, "lib/apps/main.ts"))})).exports.default));`;
  const { stdout, stderr } = spawnSync(process.execPath, ["--input-type=module", "-e", script], { encoding: "utf8" });
  expect({ stdout, stderr }).toEqual({ stdout: '["object",1]\n', stderr: "" });
});
