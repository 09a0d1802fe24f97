import { mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { loadProgram } from "../../../lib/cli/loading/load-program.ts";
import type { Files } from "../../terminal.ts";
import { PACKAGES, writeInto, writeProject } from "./write-project.ts";

describe("the cache", () => {
  const bundlesOf = (folder: string): readonly string[] =>
    readdirSync(join(folder, ".kumiki")).filter((name) => /\.[cm]js$/.test(name));

  /** Loads, changes something, and loads again. */
  const reload = async (files: Files, change: (folder: string) => void): Promise<readonly unknown[]> => {
    const folder = writeProject(files);
    const first = await loadProgram(join(folder, "main.ts"));
    change(folder);
    const second = await loadProgram(join(folder, "main.ts"));
    expect(bundlesOf(folder)).toHaveLength(1);
    return [first.exports["default"], second.exports["default"]];
  };
  const main = 'import a from "./a"; export default a;';

  test("notices an edit of an imported file", async () => {
    const files = { "main.ts": main, "a.ts": "export default 1;" };
    expect(await reload(files, (folder) => writeInto(folder, "a.ts", "export default 2;"))).toEqual([1, 2]);
  });
  test("notices an edit of CommonJS, and of what that requires", async () => {
    const files = { "main.ts": main, "a.js": 'module.exports = require("./b");', "b.js": "module.exports = 1;" };
    expect(await reload(files, (folder) => writeInto(folder, "b.js", "module.exports = 2;"))).toEqual([1, 2]);
    expect(await reload(files, (folder) => writeInto(folder, "a.js", "module.exports = 3;"))).toEqual([1, 3]);
  });
  test("notices an edit of JSON, and of a tsconfig that is extended", async () => {
    const json = { "main.ts": 'import a from "./a.json"; export default a;', "a.json": "1" };
    expect(await reload(json, (folder) => writeInto(folder, "a.json", "2"))).toEqual([1, 2]);
    const paths = (to: string): string => `{ "compilerOptions": { "paths": { "~": ["./${to}.ts"] } } }`;
    const files = {
      "main.ts": 'import a from "~"; export default a;',
      "a.ts": "export default 1;",
      "b.ts": "export default 2;",
      "tsconfig.json": '{ "extends": "./base.json" }',
      "base.json": paths("a"),
    };
    expect(await reload(files, (folder) => writeInto(folder, "base.json", paths("b")))).toEqual([1, 2]);
  });
  test("notices a new file that is found first", async () => {
    const files = { "main.ts": main, "a/index.ts": "export default 1;" };
    expect(await reload(files, (folder) => writeInto(folder, "a.ts", "export default 2;"))).toEqual([1, 2]);
  });
  test("notices a file that comes into being and was done without", async () => {
    const optional = (load: string): string =>
      `module.exports = { a: 1 }; try { module.exports = ${load}; } catch { 0; }`;
    for (const lead of ["", '"use strict"; ']) {
      const files = { "main.ts": main, "a.js": lead + optional('require("./config.local")') };
      expect(await reload(files, (folder) => writeInto(folder, "config.local.json", "2"))).toEqual([{ a: 1 }, 2]);
      const typed = (folder: string): void => writeInto(folder, "config.local/index.ts", "export const b: number = 2;");
      expect(await reload(files, typed)).toEqual([{ a: 1 }, { b: 2 }]);
      const installed = (folder: string): void =>
        writeInto(folder, "node_modules/raw/index.ts", "enum E { b = 2 } export const b = E.b;");
      const packaged = { "main.ts": main, "a.js": lead + optional('require("raw/index.ts")') };
      expect(await reload(packaged, installed)).toEqual([{ a: 1 }, { b: 2 }]);
    }
    const imports = { "main.ts": main, "a.js": 'module.exports = import("./b.js").then(({ b }) => b, () => 1);' };
    const imported = (folder: string): void => writeInto(folder, "b.ts", "export const b: number = 2;");
    expect(await Promise.all(await reload(imports, imported))).toEqual([1, 2]);
  });
  test("notices a package that is found first, and one that is exchanged", async () => {
    const files = { "main.ts": main, "a.ts": 'import esm from "esm"; export default esm;' };
    const outer = writeProject({ ...PACKAGES, ...prefixed("site/", { "package.json": "{}", ...files }) });
    const file = join(outer, "site", "main.ts");
    expect((await loadProgram(file)).exports["default"]).toBe("default");
    writeInto(outer, "site/node_modules/esm/package.json", '{ "main": "./i.cjs" }');
    writeInto(outer, "site/node_modules/esm/i.cjs", "module.exports = 'nearer';");
    expect((await loadProgram(file)).exports["default"]).toBe("nearer");
    writeInto(outer, "site/node_modules/esm/package.json", '{ "main": "./j.cjs" }');
    writeInto(outer, "site/node_modules/esm/j.cjs", "module.exports = 'newer';");
    expect((await loadProgram(file)).exports["default"]).toBe("newer");
  });
  test("notices a package of TypeScript that is linked elsewhere, and a nearer one", async () => {
    const source = (value: string): string => `export const V = "${value}";`;
    const exported = '{ "name": "tslib", "type": "module", "exports": "./index.ts" }';
    const outer = writeProject({
      ...prefixed("a/", { "package.json": exported, "index.ts": source("a") }),
      ...prefixed("b/", { "package.json": exported, "index.ts": source("b") }),
      ...prefixed("site/", { "package.json": "{}", "src/main.ts": 'import { V } from "tslib"; export default V;' }),
    });
    const link = (to: string): void => {
      rmSync(join(outer, "site/node_modules/tslib"), { force: true });
      symlinkSync(join(outer, to), join(outer, "site/node_modules/tslib"));
    };
    mkdirSync(join(outer, "site/node_modules"));
    const load = async () => (await loadProgram(join(outer, "site/src/main.ts"))).exports["default"];
    link("a");
    expect(await load()).toBe("a");
    link("b");
    expect(await load()).toBe("b");
    writeInto(outer, "site/src/node_modules/tslib/package.json", exported);
    writeInto(outer, "site/src/node_modules/tslib/index.ts", source("near"));
    expect(await load()).toBe("near");
  });
  test("keeps a bundle that waits for a package with a top-level await", async () => {
    const folder = writeProject({
      "node_modules/slow/package.json": '{ "type": "module", "exports": "./index.js" }',
      "node_modules/slow/index.js": "export const value = await Promise.resolve(1);",
      "main.ts": 'import { value } from "slow"; export default value as number;',
    });
    const load = async () => (await loadProgram(join(folder, "main.ts"))).exports["default"];
    expect([await load(), await load()]).toEqual([1, 1]);
    expect(bundlesOf(folder)).toEqual([expect.stringMatching(/\.mjs$/)]);
  });
  test("notices a tsconfig that is nearer", async () => {
    const files = {
      "tsconfig.json": '{ "compilerOptions": { "paths": { "~": ["./a.ts"] } } }',
      "src/main.ts": 'import a from "~"; export default a;',
      "a.ts": "export default 1;",
      "src/b.ts": "export default 2;",
    };
    const folder = writeProject(files);
    const file = join(folder, "src", "main.ts");
    expect((await loadProgram(file)).exports["default"]).toBe(1);
    writeInto(folder, "src/tsconfig.json", '{ "compilerOptions": { "paths": { "~": ["./b.ts"] } } }');
    expect((await loadProgram(file)).exports["default"]).toBe(2);
  });
  test("is used only whole", async () => {
    const damage = (folder: string): void => {
      for (const name of bundlesOf(folder)) writeFileSync(join(folder, ".kumiki", name), "exports.default = 3;");
    };
    expect(await reload({ "main.ts": "export default 1;" }, damage)).toEqual([1, 1]);
  });
  test("keeps itself out of git", async () => {
    const folder = writeProject({ "main.ts": "export default 1;" });
    await loadProgram(join(folder, "main.ts"));
    expect(readFileSync(join(folder, ".kumiki", ".gitignore"), "utf8")).toBe("*\n");
  });
});

const prefixed = (prefix: string, files: Files): Files =>
  Object.fromEntries(Object.entries(files).map(([path, text]) => [prefix + path, text]));
