import { readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { publint } from "publint";
import { formatMessage } from "publint/utils";
import { expect, inject, test } from "vitest";
import { ROOT } from "../terminal.ts";
import { runProgram } from "./run-program.ts";
import { SUBPATHS } from "./subpaths.ts";

const TARBALL = inject("tarball");

const packageJson = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8")) as {
  readonly dependencies: Readonly<Record<string, string>>;
  readonly scripts: Readonly<Record<string, string>>;
};

const packedFiles = (): readonly string[] =>
  runProgram(ROOT, ["tar", "-tzf", TARBALL])
    .stdout.trim()
    .split("\n")
    .map((path) => path.replace(/^package\//, ""));

const packedText = (path: string): string => runProgram(ROOT, ["tar", "-xzOf", TARBALL, `package/${path}`]).stdout;

test("publint has nothing to say", async () => {
  const { buffer } = new Uint8Array(readFileSync(TARBALL));
  const { messages, pkg } = await publint({ pack: { tarball: buffer }, strict: true });
  expect(messages.map((message) => formatMessage(message, pkg))).toEqual([]);
  expect(pkg["name"]).toBe("kumiki");
});

test("are the types wrong? has nothing to say about any subpath", () => {
  const args = ["--profile", "esm-only", "--no-definitely-typed", "--format", "json"];
  const subpaths = [...SUBPATHS, "package.json"];
  const { status, stdout } = runProgram(ROOT, [
    join(ROOT, "node_modules", ".bin", "attw"),
    TARBALL,
    ...args,
    "--entrypoints",
    ...subpaths,
  ]);
  const { analysis, problems } = JSON.parse(stdout) as Analysis;
  const found = Object.values(problems ?? {}).flat();
  expect(found.filter(({ resolutionKind = "" }) => !IGNORED.has(resolutionKind))).toEqual([]);
  expect(status).toBe(0);
  expect(Object.keys(analysis.entrypoints)).toHaveLength(subpaths.length);
});

/** What the profile leaves out: the report has it all the same. */
const IGNORED = new Set(["node10", "node16-cjs"]);

interface Analysis {
  readonly analysis: { readonly entrypoints: Readonly<Record<string, unknown>> };
  readonly problems?: Readonly<Record<string, readonly { readonly resolutionKind?: string }[]>>;
}

test("is at most 1.5 MB packed", () => expect(statSync(TARBALL).size).toBeLessThanOrEqual(1_500_000));

test("holds what it needs, and nothing that was built from a source that is no more", () => {
  const files = packedFiles();
  expect(files).toEqual(
    expect.arrayContaining([
      "CHANGELOG.md",
      "LICENSE",
      "README.md",
      "bin/kumiki.js",
      "docs/findings.md",
      "lib/schema/data/api.json",
      "template/.gitignore.template",
      "template/package.json.template",
      "template/.github/workflows/check.yml",
    ]),
  );
  const sources = new Set(files);
  // What the build joins is named by its content: each part is one that another asks for.
  const parts = files.filter((path) => path.startsWith("build/lib/chunks/"));
  const code = files.filter((path) => path.endsWith(".js")).map((path) => packedText(path));
  expect(parts.filter((path) => !code.some((text) => text.includes(path.replace(/.*\//, "/"))))).toEqual([]);
  const built = files.filter((path) => /^build\/(?!lib\/chunks\/).*\.js$/.test(path));
  expect(built.filter((path) => !sources.has(path.slice("build/".length).replace(/\.js$/, ".ts")))).toEqual([]);
  expect(built).toHaveLength(files.filter((path) => /^(?:lib|imports)\/.*\.ts$/.test(path)).length);
});

test("runs no script where it is installed, and pins what it depends on", () => {
  const scripts = Object.keys(packageJson.scripts);
  expect(scripts.filter((name) => /^(?:pre|post)?install$|^(?:pre|post)?prepare$/.test(name))).toEqual([]);
  for (const [name, version] of Object.entries(packageJson.dependencies))
    expect(version, name).toMatch(/^\d+\.\d+\.\d+$/);
});
