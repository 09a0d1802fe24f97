import { existsSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { ProgramError } from "../../../lib/cli/failures/program-error.ts";
import { type LoadOptions, loadProgram } from "../../../lib/cli/loading/load-program.ts";
import type { Files } from "../../terminal.ts";
import { PACKAGES, writeInto, writeProject } from "./write-project.ts";

const load = async (files: Files, options?: LoadOptions): Promise<unknown> =>
  (await loadProgram(join(writeProject(files), "main.ts"), options)).exports["default"];

const check = async (files: Files, expected: unknown): Promise<void> => expect(await load(files)).toEqual(expected);

const refusal = async (files: Files, file = "main.ts"): Promise<string> => {
  const folder = writeProject(files);
  const error: unknown = await loadProgram(join(folder, file)).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(ProgramError);
  return (error as Error).message.replaceAll(`${folder}/`, "");
};

describe("loadProgram runs", () => {
  test("enums, parameter properties and namespaces, which Node's type stripping refuses", () =>
    check(
      {
        "main.ts": `enum E { a = 1, b } namespace N { export const c = 3 }
          class P { constructor(private readonly d: number) {} get() { return this.d } }
          export default [E.b, N.c, new P(4).get()];`,
      },
      [2, 3, 4],
    ));
  test("imports without extension, of folders, and of .js that is .ts", () =>
    check(
      {
        "main.ts": 'import a from "./a"; import b from "./b"; import c from "./c.js"; export default [a, b, c];',
        "a.ts": "export default 1;",
        "b/index.ts": "export default 2;",
        "c.ts": "export default 3;",
      },
      [1, 2, 3],
    ));
  test("decorators and their metadata as the tsconfig asks, also when it extends another", () =>
    check(
      {
        "tsconfig.json": '{ "extends": "./base.json" }',
        "base.json": '{ "compilerOptions": { "experimentalDecorators": true } }',
        "main.ts": `const seen: string[] = []; const note = (t: object, key: string) => { seen.push(key) };
          class A { @note first = 1; @note second() {} } new A(); export default seen;`,
      },
      ["first", "second"],
    ));
  test("what lies below folders whose names URLs and bundlers read otherwise", async () => {
    const folder = writeProject({
      "a?b#c%20d/main.ts": 'import a from "./a"; import b from "./lib/b.js"; export default [a, b];',
      "a?b#c%20d/a.ts": "export default 1;",
      "a?b#c%20d/lib/b.js": 'import c from "./c"; export default c;',
      "a?b#c%20d/lib/c.js": "export default 2;",
    });
    const { exports } = await loadProgram(join(folder, "a?b#c%20d/main.ts"));
    expect(exports["default"]).toEqual([1, 2]);
  });
  test("paths of the tsconfig, with comments in it", () =>
    check(
      {
        "tsconfig.json": '{ /* ours */ "compilerOptions": { "paths": { "@site/*": ["./src/*"] }, }, }',
        "src/blog.ts": 'export default "blog";',
        "main.ts": 'import blog from "@site/blog"; export default blog;',
      },
      "blog",
    ));
  test("JSON imports, with and without attributes", () =>
    check(
      {
        "a.json": '{ "a": 1 }',
        "main.ts": `import a from "./a.json"; import b from "./a.json" with { type: "json" };
          import { a as c } from "./a.json"; export default [a, b, c];`,
      },
      [{ a: 1 }, { a: 1 }, 1],
    ));
  test("top-level await, also of an imported file", () =>
    check(
      { "main.ts": 'import a from "./a"; export default a + 1;', "a.ts": "export default await Promise.resolve(1);" },
      2,
    ));
  test("CommonJS: module.exports and export =", async () => {
    await check({ "main.ts": 'const os = require("node:os"); module.exports = typeof os.EOL;' }, "string");
    await check({ "main.ts": "const a = { b: 1 }; export = a;" }, { b: 1 });
  });
  test("named exports beside the default one", async () => {
    const folder = writeProject({ "main.ts": "export const name = 'x'; export default 1;" });
    expect((await loadProgram(join(folder, "main.ts"))).exports).toMatchObject({ name: "x", default: 1 });
  });
  test("types that are exported again without a word that they are types", () =>
    check(
      {
        "main.ts": `import { Props, a } from "./a"; import { Props as Again } from "./b"; export { Props, Again };
          export { Id } from "./a"; const props: Props = { a }; export default props;`,
        "a.ts": "export interface Props { a: number } export type Id = string; export const a = 1;",
        "b.ts": 'export { Props } from "./a";',
      },
      { a: 1 },
    ));
  test("`using`, which Node 20 does not know", () =>
    check(
      {
        "main.ts": `(Symbol as any).dispose ??= Symbol("dispose"); const seen: number[] = [];
        { using a = { [Symbol.dispose]() { seen.push(1) } } } export default seen;`,
      },
      [1],
    ));
  test("classes of one name in two files, each with its name", () =>
    check(
      {
        "main.ts": 'import { Site as Other } from "./a"; class Site {} export default [Site.name, Other.name];',
        "a.ts": "export class Site {}",
      },
      ["Site", "Site"],
    ));
  test("modules for what they do, whatever package.json says of side effects", () =>
    check(
      {
        "package.json": '{ "sideEffects": false }',
        "main.ts": 'import "./a"; export default (globalThis as any).kumikiTestSeen;',
        "a.ts": "(globalThis as any).kumikiTestSeen = 7;",
      },
      7,
    ));
  test("a program whose cache folder cannot be written", async () => {
    const files = { "main.ts": "export default 1;", "wait.ts": "export default await 2;", taken: "" };
    const folder = writeProject(files);
    const options = { cacheFolder: join(folder, "taken", "below") };
    expect((await loadProgram(join(folder, "main.ts"), options)).exports["default"]).toBe(1);
    expect((await loadProgram(join(folder, "wait.ts"), options)).exports["default"]).toBe(2);
    expect(existsSync(join(folder, ".kumiki"))).toBe(false);
  });
});

describe("loadProgram leaves packages outside", () => {
  const imports = `import esm, { named } from "esm"; import * as all from "esm"; import cjs from "cjs";
    import { named as other } from "cjs"; import dual from "dual"; import raw from "@site/raw";`;
  const values = "[esm, named, all.default, cjs, other, dual, raw]";
  const expected = ["default", "named", "default", { named: "named" }, "named", "import", "raw"];

  for (const type of ["module", "commonjs"]) {
    test(`and imports them as Node does, in a package of type ${type}`, async () => {
      const files = { ...PACKAGES, "package.json": `{ "type": "${type}" }` };
      await check({ ...files, "main.ts": `${imports} export default ${values};` }, expected);
      await check({ ...files, "main.ts": `${imports} await 0; export default ${values};` }, expected);
    });
  }
  test("also those that are imported only when needed", async () => {
    const main = 'export default async () => [(await import("esm")).named, (await import("./a.ts")).a];';
    const run = (await load({ ...PACKAGES, "main.ts": main, "a.ts": "export const a = 1;" })) as () => unknown;
    expect(await run()).toEqual(["named", 1]);
  });
  test("in one copy, shared with what loads the program", async () => {
    const folder = writeProject({ ...PACKAGES, "main.ts": 'import * as esm from "esm"; export default esm.state;' });
    writeInto(folder, "node_modules/esm/index.js", "export const state = {};");
    const own = (await import(join(folder, "node_modules/esm/index.js"))) as { state: object };
    const first = await loadProgram(join(folder, "main.ts"));
    const second = await loadProgram(join(folder, "main.ts"));
    expect(first.exports["default"]).toBe(second.exports["default"]);
    expect(own.state).toEqual({});
  });
  test("unless they are provided, in either format", async () => {
    const modules: Readonly<Record<string, object>> = { absent: { a: 1 }, "absent/more": { b: 2 } };
    const provided = (name: string) => (modules[name] === undefined ? undefined : Promise.resolve(modules[name]));
    const main = 'import { a } from "absent"; import * as more from "absent/more";';
    expect(await load({ "main.ts": `${main} export default a + more.b;` }, { provided })).toBe(3);
    expect(await load({ "main.ts": `${main} await 0; export default a + more.b;` }, { provided })).toBe(3);
  });
});

describe("loadProgram refuses", () => {
  test("a package.json that is no JSON", async () =>
    expect(await refusal({ "main.ts": "export default 1;", "package.json": "{" })).toMatch(
      /^Cannot read package\.json: it is no JSON: EOF while parsing an object at line 1 column \d$/,
    ));
  test("a file that is not there, and a folder", async () => {
    expect(await refusal({})).toBe(
      "Cannot load main.ts: there is no such file; name a program, in TypeScript or JavaScript",
    );
    expect(await refusal({ "src/a.ts": "" }, "src")).toContain("Cannot load src: it is a folder");
  });
  test("a device", async () => {
    const folder = writeProject({});
    symlinkSync("/dev/null", join(folder, "main.ts"));
    await expect(loadProgram(join(folder, "main.ts"))).rejects.toThrow("main.ts: it is no file; name a program");
  });
  test("broken syntax, with its place", async () => {
    expect(await refusal({ "main.ts": 'import "./a";', "a.ts": "const a = 1;\nconst b = = 2;\n" })).toBe(
      "Cannot read a.ts:2:11: Unexpected token",
    );
  });
  test("an import of a file that is not there", async () => {
    expect(await refusal({ "main.ts": '\nimport a from "./nope";\nexport default a;' })).toBe(
      'Cannot find "./nope", which main.ts:2:15 imports; allowed are files that exist, with or without an extension',
    );
  });
  test("an import of a package that is not there", async () => {
    expect(await refusal({ "main.ts": 'import a from "no-such/part";\nexport default a;' })).toBe(
      'Cannot find the package "no-such/part", which main.ts:1:15 imports; install it, or correct its name',
    );
  });
  test("nothing of an error that the program throws, but gives its stack the user's lines", async () => {
    const files = {
      "main.ts": 'import { fail } from "./a";\nfail();',
      "a.ts": "enum E { a }\n\nexport const fail = () => {\n  throw new TypeError(`boom ${E.a}`);\n};",
    };
    for (const lead of ["", "await 0;"]) {
      const folder = writeProject({ ...files, "main.ts": `${files["main.ts"]}${lead}` });
      const error: unknown = await loadProgram(join(folder, "main.ts")).catch((thrown: unknown) => thrown);
      expect(error).toBeInstanceOf(TypeError);
      const { stack = "" } = error as Error;
      expect(stack.split("\n")[0]).toBe("TypeError: boom 0");
      expect(stack).toContain(`${join(folder, "a.ts")}:4:9`);
      expect(stack).toContain(`${join(folder, "main.ts")}:2:1`);
    }
  });
  test("a name that is not exported", async () => {
    expect(
      await refusal({ "main.ts": 'import { b } from "./a";\nexport default b;', "a.ts": "export const a = 1;" }),
    ).toBe('Cannot import "b" from a.ts: found no export of that name there');
  });
  test("a name that is not exported, taken through another file, or the default one; none of a namespace", async () => {
    const files = { "a.mjs": "export const a = 1;", "all.mjs": 'export * from "./a.mjs";' };
    const refuses = async (text: string, expected: string): Promise<void> =>
      expect(await refusal({ ...files, "main.mjs": text }, "main.mjs")).toBe(expected);
    const refused = (name: string, file: string): string =>
      `Cannot import "${name}" from ${file}: found no export of that name there`;
    await refuses(
      'import * as all from "./a.mjs"; import { b as c } from "./a.mjs"; export default all.b ?? c;',
      refused("b", "a.mjs"),
    );
    await refuses('import a from "./a.mjs"; export default a;', refused("default", "a.mjs"));
    await refuses('export { b } from "./a.mjs";', refused("b", "a.mjs"));
    await refuses('import { b } from "./all.mjs"; export default b;', refused("b", "all.mjs"));
    const text =
      'import * as a from "./a.mjs"; import * as all from "./all.mjs"; export default [a.b ?? 1, all.c ?? 2, a.a];';
    const folder = writeProject({ ...files, "main.mjs": text });
    expect((await loadProgram(join(folder, "main.mjs"))).exports["default"]).toEqual([1, 2, 1]);
  });
  test("decorators without experimentalDecorators, which Node does not know", async () => {
    expect(await refusal({ "main.ts": "const d = (c: any) => c;\n\n@d class A {}\nexport default A;" })).toBe(
      "Cannot run main.ts:3: Node does not know this syntax; if this is a decorator, or an accessor beside one, set experimentalDecorators in the tsconfig",
    );
  });
  test("a program that throws something else than an error", async () => {
    for (const [thrown, shown] of [
      ["'x'", "x"],
      ["{ code: 7 }", "{ code: 7 }"],
      ["Object.create(null)", "[Object: null prototype] {}"],
    ])
      expect(await refusal({ "main.ts": `throw ${thrown};` })).toBe(`Cannot run main.ts: it threw ${shown}`);
  });
  test("nothing when what is missing is only asked for when needed", () =>
    check({ "main.ts": 'let a = 1; try { a = require("no-such") } catch {} export default a;' }, 1));
});

test("each load is a run of its own, in either format", async () => {
  for (const lead of ["", "await 0;"]) {
    const folder = writeProject({ "main.ts": `${lead} export default {};` });
    const [first, second] = [await loadProgram(join(folder, "main.ts")), await loadProgram(join(folder, "main.ts"))];
    expect(first.exports["default"]).not.toBe(second.exports["default"]);
  }
});

describe("positionOf", () => {
  for (const lead of ["", "await 0; "]) {
    test(`maps to the user's line and column${lead === "" ? "" : ", with top-level await"}`, async () => {
      const folder = writeProject({
        "main.ts": `import { where } from "./src/where";\n${lead}interface Unused { a: 1 }\n\n  export default where();\n`,
        "src/where.ts": "enum E { a }\nexport const where = (): string => new Error(`${E.a}`).stack ?? '';\n",
      });
      const { exports, positionOf } = await loadProgram(join(folder, "main.ts"));
      const [inner, outer] = (exports["default"] as string).split("\n").slice(1, 3).map(frameOf);
      expect(inner && positionOf(inner)).toEqual({ file: join(folder, "src/where.ts"), line: 2, column: 36 });
      expect(outer && positionOf(outer)).toEqual({ file: join(folder, "main.ts"), line: 4, column: 18 });
      expect(positionOf({ file: "/elsewhere.js", line: 1, column: 2 })).toEqual({
        file: "/elsewhere.js",
        line: 1,
        column: 2,
      });
    });
  }
});

const frameOf = (line: string): { file: string; line: number; column: number } => {
  const [, file = "", row, column] = /(\/(?!\/)[^?():]+)(?:\?run=\d+)?:(\d+):(\d+)\)?$/.exec(line) ?? [];
  return { file, line: Number(row), column: Number(column) };
};
