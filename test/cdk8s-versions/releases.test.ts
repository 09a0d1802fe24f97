import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { isProven, PROVEN_VERSIONS } from "../../lib/cdk8s/proven-versions.ts";
import { bundleProgram } from "../../lib/cli/bundling/bundle-program.ts";
import { everyDivision, type Outputs, outputsOf, wholeOutputsOf } from "../cli/apps/every-division.ts";
import { runProgram } from "../package/run-program.ts";
import { filesIn, ROOT } from "../terminal.ts";

const { devDependencies: own } = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8")) as {
  readonly devDependencies: Readonly<Record<string, string>>;
};

/** The first and the last of those that are said to be equal, and those between that changed how an object comes to be. */
const RELEASES = ["2.58.0", "2.65.0", "2.66.8", "2.68.12", own["cdk8s"] ?? ""];

/** They need a server, a program, or a file beside them. */
const NEEDS_MORE = new Set(["include-url", "helm", "second-copy"]);

/** Those of cdk8s alone: its libraries of constructs ask for the newest. */
const programs = ["test/cli/apps/programs", "test/cdk8s/programs"].flatMap((folder) =>
  readdirSync(join(ROOT, folder))
    .map((file) => ({ name: basename(file, ".ts"), path: join(ROOT, folder, file) }))
    .filter(({ name, path }) => !NEEDS_MORE.has(name) && !readFileSync(path, "utf8").includes("cdk8s-plus-28")),
);

test("the first and the last release are those that are said to be equal, and each of them is", () => {
  const minor = (release: string | undefined): string => (release ?? "").split(".").slice(0, 2).join(".");
  expect(`${minor(RELEASES[0])} to ${minor(RELEASES.at(-1))}`).toBe(PROVEN_VERSIONS);
  expect(RELEASES.filter((release) => !isProven(release))).toEqual([]);
});

const runNode = (folder: string, ...args: readonly string[]) => runProgram(folder, [process.execPath, ...args]);

describe.skipIf(!inject("hasRegistry")).each(RELEASES)("beside cdk8s %s", (release) => {
  const folder = mkdtempSync(join(tmpdir(), "kumiki-releases-"));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  let theirs: Outputs = {};
  let ours: Outputs = {};

  beforeAll(async () => {
    writeFileSync(join(folder, "package.json"), "{}");
    mkdirSync(join(folder, "programs"));
    for (const { name, path } of programs) cpSync(path, join(folder, "programs", `${name}.ts`));
    const imported = programs.map(({ name }) => ({ name, file: `./programs/${name}.ts` }));
    writeFileSync(join(folder, "main.ts"), everyDivision(imported, join(ROOT, "test/cdk8s/fixtures")));
    const packages = [`cdk8s@${release}`, `constructs@${own["constructs"]}`];
    const quiet = ["--no-audit", "--no-fund", "--ignore-scripts"];
    expect(runProgram(folder, ["npm", "install", "--save-exact", ...quiet, ...packages])).toMatchObject({ status: 0 });
    writeFileSync(join(folder, "main.cjs"), (await bundleProgram(join(folder, "main.ts"), () => false)).code);
    expect(runNode(folder, "main.cjs")).toMatchObject({ status: 0 });
    theirs = filesIn(join(folder, "dist"));
    rmSync(join(folder, "dist"), { recursive: true });
    const run = runNode(folder, join(ROOT, "bin/kumiki.js"), "synth", "main.ts", "--no-validate");
    expect(run, run.stderr).toMatchObject({ status: 0 });
    // Ours says what it did; cdk8s's own synthesis says nothing.
    expect(run.stderr.match(/^dist\/.*: \d+ added/gm)?.length).toBeGreaterThan(programs.length * 2);
    ours = filesIn(join(folder, "dist"));
  });

  test("is the one that was installed", () => {
    const installed = readFileSync(join(folder, "node_modules/cdk8s/package.json"), "utf8");
    expect((JSON.parse(installed) as { readonly version: string }).version).toBe(release);
  });

  test.each(programs)("$name gives what it gives by itself, byte for byte, in every division", ({ name }) => {
    const expected = wholeOutputsOf(theirs, name);
    expect(Object.keys(expected).length).toBeGreaterThanOrEqual(5);
    expect(outputsOf(ours, name)).toEqual(expected);
  });
});
