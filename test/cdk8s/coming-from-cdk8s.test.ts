import { copyFileSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { loadAll } from "js-yaml";
import { expect, test, vi } from "vitest";
import { filesIn, ROOT, run, scratch } from "../terminal.ts";

const read = (path: string): string => readFileSync(join(ROOT, path), "utf8");
const page = read("docs/coming-from-cdk8s.md");
const example = "test/cdk8s/example";

/** What cdk8s writes when the program before is run. */
const objectsBefore = async (): Promise<readonly unknown[]> => {
  const folder = scratch();
  vi.stubEnv("CDK8S_OUTDIR", folder);
  vi.resetModules();
  await import("./example/before.ts");
  vi.unstubAllEnvs();
  return loadAll(readFileSync(join(folder, "shop.k8s.yaml"), "utf8"));
};

/** Objects of the files whose path matches, by their kind. */
const objectsIn = (folder: string, path: RegExp): readonly unknown[] =>
  Object.entries(filesIn(folder)).flatMap(([name, text]) => (path.test(name) ? loadAll(text) : []));

/** The label that cdk8s-plus makes from a construct's path. */
const withoutAddresses = (objects: readonly unknown[]): unknown =>
  JSON.parse(JSON.stringify(objects).replaceAll(/"cdk8s\.io\/metadata\.addr":"[^"]*"/g, '"address":""'));

test("the page's programs are the files that they are called after", () => {
  const blocks = [...page.matchAll(/<!-- (\S+) -->\n```ts\n(.*?)```/gs)].map(([, path = "", text]) => ({ path, text }));
  expect(blocks.map(({ path }) => path)).toEqual(["shop", "before", "after"].map((name) => `${example}/${name}.ts`));
  for (const { path, text } of blocks) expect(text).toBe(read(path));
});

test("the page counts the programs", () => {
  const programs = readdirSync(join(import.meta.dirname, "programs"));
  expect(page).toContain(`[${programs.length} programs](../test/cdk8s/table.md)`);
});

test("a program of cdk8s whose root is exchanged gives the same objects in a folder called after the chart's file", async () => {
  const lines = /```diff\n(.*?)```/s.exec(page)?.[1]?.split("\n").slice(0, -1) ?? [];
  const without = (mark: string) => lines.filter((line) => !line.startsWith(mark)).map((line) => line.slice(1));
  expect(`${without("+").join("\n")}\n`).toBe(read(`${example}/before.ts`));
  const folder = scratch();
  writeFileSync(join(folder, "main.ts"), without("-").join("\n"));
  copyFileSync(join(ROOT, example, "shop.ts"), join(folder, "shop.ts"));
  writeFileSync(join(folder, "package.json"), "{}");
  symlinkSync(join(ROOT, "node_modules"), join(folder, "node_modules"));
  expect(await run(["synth", "main.ts"], folder)).toMatchObject({ exitCode: 0 });
  const objects = objectsIn(join(folder, "dist"), /^shop\/manifests\/namespaces\/shop\/(?!Kustomization)/);
  expect(objects.toSorted(byKind)).toEqual((await objectsBefore()).toSorted(byKind));
});

test("the program after gives the shop's own objects but for the label of its path, among what it declares", async () => {
  const out = scratch();
  expect(await run(["synth", `${example}/after.ts`, "--out", out])).toMatchObject({ exitCode: 0 });
  const objects = objectsIn(out, /^farm\/manifests\/namespaces\/shop\/(?:deployment|service)-/);
  expect(withoutAddresses(objects.toSorted(byKind))).toEqual(
    withoutAddresses((await objectsBefore()).toSorted(byKind)),
  );
  expect(objects).not.toEqual(await objectsBefore());
  expect(filesIn(out)["hosts/nas/exports"]).toContain("10.0.0.11");
  expect(Object.keys(filesIn(out))).toContain("farm/cluster.yml");
});

const byKind = (a: unknown, b: unknown): number =>
  (a as { kind: string }).kind < (b as { kind: string }).kind ? -1 : 1;
