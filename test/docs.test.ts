import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { FINDING_CATALOGUE } from "../lib/cli/finding-catalogue.ts";
import * as kumiki from "../lib/index.ts";
import { ROOT } from "./terminal.ts";

const read = (path: string): string => readFileSync(join(ROOT, path), "utf8");

const sources = readdirSync(join(ROOT, "lib"), { recursive: true, encoding: "utf8" })
  .filter((name) => name.endsWith(".ts"))
  .map((name) => read(join("lib", name)));

test("the catalogue holds every finding that lib/ defines, once", () => {
  const defined = sources.flatMap((text) =>
    [...text.matchAll(/defineFinding\(\{\s*code: "([^"]+)"/g)].map(([, code = ""]) => code),
  );
  expect(FINDING_CATALOGUE.map(({ code }) => code)).toEqual(defined.toSorted());
});

test("docs/findings.md has a section for every finding, in order, which begins with its severity", () => {
  const sections = [...read("docs/findings.md").matchAll(/^## (\S+)\n(\w+)\./gm)];
  const documented = sections.map(([, code, severity]) => ({ code, severity: severity?.toLowerCase() }));
  expect(documented).toEqual(FINDING_CATALOGUE.map(({ code, severity }) => ({ code, severity })));
});

test("every sentence of a finding says what cannot be done and ends without a period", () => {
  for (const { code, says } of FINDING_CATALOGUE) {
    const sentence = (says as (values: object) => string)({});
    expect(sentence, code).toMatch(/^Cannot .*[^.]$/s);
  }
});

test("docs/dependencies.md has a line for every dependency", () => {
  const { dependencies, devDependencies, peerDependencies } = JSON.parse(read("package.json")) as Record<
    string,
    Record<string, string>
  >;
  const names = Object.keys({ ...dependencies, ...devDependencies, ...peerDependencies }).toSorted();
  const documented = [...read("docs/dependencies.md").matchAll(/^\| `([^`]+)` /gm)].map(([, name = ""]) => name);
  expect(documented.toSorted()).toEqual(names);
});

test("the README's example is the minimal app, and its commands are scripts that there are", () => {
  const readme = read("README.md");
  const program = read("apps/minimal/main.ts").replace(/^\/\/.*\n/, "");
  expect(readme).toContain(program);
  const { scripts } = JSON.parse(read("package.json")) as { scripts: Record<string, string> };
  for (const [, script = ""] of readme.matchAll(/npm run ([\w:-]+)/g)) expect(Object.keys(scripts)).toContain(script);
});

test("the example of docs/writing-a-library.md is what test/library compiles, synthesizes and tests", () => {
  const page = read("docs/writing-a-library.md");
  const blocks = [...page.matchAll(/^```(?:ts|json)\n(.*?)^```$/gms)].map(([, text]) => text);
  const files = ["notes.ts", "notes-findings.ts", "notes.test.ts", "package.json.example"];
  expect(blocks).toEqual(files.map((name) => read(`test/library/${name}`)));
  const names = Object.keys(kumiki);
  const mentioned = [...page.matchAll(/^\| `(?:new )?(\w+)/gm)].map(([, name = ""]) => name);
  expect(mentioned.filter((name) => name !== "usedBy" && !names.includes(name))).toEqual([]);
});

test("the example library's package.json asks for our own peers' ranges, and for what it is tested with here", () => {
  type Versions = Readonly<Record<string, string>>;
  interface PackageJson {
    readonly version: string;
    readonly peerDependencies: Versions;
    readonly devDependencies: Versions;
  }
  const own = JSON.parse(read("package.json")) as PackageJson;
  const example = JSON.parse(read("test/library/package.json.example")) as PackageJson;
  expect(example.peerDependencies).toEqual({
    constructs: own.peerDependencies["constructs"],
    kumiki: `^${own.version}`,
  });
  const { kumiki: version, ...others } = example.devDependencies;
  expect(version).toBe(own.version);
  expect(own.devDependencies).toMatchObject(others);
});
