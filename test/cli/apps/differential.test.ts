import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { bundleProgram } from "../../../lib/cli/bundling/bundle-program.ts";
import { filesIn, ROOT } from "../../terminal.ts";
import { everyDivision, type Outputs, outputsOf, wholeOutputsOf } from "./every-division.ts";
import { projectIn, runNode } from "./project.ts";
import { WITHOUT_SYNTHESIS } from "./without-cdk8s-synthesis.ts";

/** The programs of this test, and those that are compared under Project as well. */
const FOLDERS = ["test/cli/apps/programs", "test/cdk8s/programs"].filter((folder) => existsSync(join(ROOT, folder)));

/** They need a server or another program. */
const NEEDS_MORE = new Set(["include-url", "helm"]);

const programs = FOLDERS.flatMap((folder) =>
  readdirSync(join(ROOT, folder))
    .filter((file) => !NEEDS_MORE.has(basename(file, ".ts")))
    .map((file) => ({
      name: `${basename(join(folder, ".."))}-${basename(file, ".ts")}`,
      file: join(ROOT, folder, file),
    })),
);

const MAIN = everyDivision(programs, join(ROOT, "test/cdk8s/fixtures"));

let theirs: Outputs = {};
let ours: Outputs = {};

const folder = mkdtempSync(join(tmpdir(), "kumiki-test-"));
const preload = join(folder, "preload.cjs");
afterAll(() => rmSync(folder, { recursive: true }));

beforeAll(async () => {
  const [plain = "", own = ""] = ["plain", "own"].map((name) => projectIn(join(folder, name), { "main.ts": MAIN }));
  writeFileSync(preload, WITHOUT_SYNTHESIS);
  const { code } = await bundleProgram(join(plain, "main.ts"), () => false);
  writeFileSync(join(plain, "main.cjs"), code);
  expect(runNode(plain, "main.cjs")).toMatchObject({ exitCode: 0 });
  theirs = filesIn(join(plain, "dist"));
  const run = runNode(own, "--require", preload, join(ROOT, "bin/kumiki.js"), "synth", "main.ts");
  expect(run).toMatchObject({ exitCode: 0 });
  ours = filesIn(join(own, "dist"));
}, 120_000);

describe("a program of cdk8s alone gives under kumiki what it gives by itself, byte for byte", () => {
  for (const { name } of programs) {
    test(`${name}, as a file, as one a chart, as one an object, as folders, and as a stream`, () => {
      const expected = wholeOutputsOf(theirs, name);
      expect(Object.keys(expected).length).toBeGreaterThanOrEqual(5);
      expect(outputsOf(ours, name)).toEqual(expected);
    });
  }
});

test("cdk8s's own synthesis was not there to be run", () => {
  const plain = join(folder, "plain");
  expect(runNode(plain, "--require", preload, "main.cjs")).toMatchObject({ exitCode: 0 });
  expect(filesIn(join(plain, "dist"))["apps-layers/1/outcome.txt"]).toBe("Error: cdk8s itself synthesizes");
});

test("the programs hold what is awkward: cycles and violations that cdk8s words, anchors, files that are made twice", () => {
  const all = Object.values(theirs).join("\n");
  for (const sign of ["Dependency cycle detected", "Validation failed", "&a1", "0001-", "construct-metadata"]) {
    expect(all + Object.keys(theirs).join("\n")).toContain(sign);
  }
});
