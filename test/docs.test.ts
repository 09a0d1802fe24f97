import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { FINDING_CATALOGUE } from "../lib/cli/finding-catalogue.ts";
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
  for (const [, script = ""] of readme.matchAll(/npm run ([\w:]+)/g)) expect(Object.keys(scripts)).toContain(script);
});
