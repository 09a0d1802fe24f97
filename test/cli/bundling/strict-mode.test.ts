import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { loadProgram } from "../../../lib/cli/loading/load-program.ts";
import type { Files } from "../../terminal.ts";
import { kumiki, project, runNode } from "../apps/project.ts";
import { writeProject } from "../loading/write-project.ts";

const load = async (files: Files, file: string): Promise<unknown> =>
  (await loadProgram(join(writeProject(files), file))).exports["default"];

/** An expression that tells the mode of the file that it stands in. */
const MODE = "(function () { return this === undefined ? 'strict' : 'sloppy'; })()";

const LOCAL: Files = {
  "strict.js": `// Made by tsc.\n"use strict";\nexports.mode = ${MODE};`,
  "sloppy.js": `exports.mode = ${MODE};`,
  "module.mjs": `export const mode = ${MODE};`,
  "typed.ts": `export const mode: string = ${MODE.replace("()", "(this: unknown)")};`,
  "script.cts": `exports.mode = ${MODE.replace("()", "(this: unknown)")};`,
};
const SPECIFIERS = ["./strict", "./sloppy", "./module.mjs", "./typed.ts", "./script.cts"];
const MODES = ["strict", "sloppy", "strict", "strict", "strict"];

describe("each file runs in the mode that it would have by itself", () => {
  const required = `[${SPECIFIERS.map((name) => `require("${name}").mode`).join(", ")}]`;
  const imported = SPECIFIERS.map((name, index) => `import * as m${index} from "${name}";`).join(" ");
  const modes = `[${MODE}, ...[${SPECIFIERS.map((_, index) => `m${index}`).join(", ")}].map(({ mode }) => mode)]`;

  test("required by a program that is not strict, and by one that is", async () => {
    const main = `module.exports = [${MODE}, ...${required}];`;
    expect(await load({ ...LOCAL, "main.js": main }, "main.js")).toEqual(["sloppy", ...MODES]);
    expect(await load({ ...LOCAL, "main.js": `'use strict'; ${main}` }, "main.js")).toEqual(["strict", ...MODES]);
  });
  for (const lead of ["", "await 0; "]) {
    test(`imported from an ES module and from TypeScript${lead && ", with top-level await"}`, async () => {
      for (const main of ["main.mjs", "main.ts"]) {
        const text = `${imported} ${lead}export default ${modes};`.replace("function ()", "function (this: unknown)");
        const shown = main === "main.ts" ? text : text.replace("this: unknown", "");
        expect(await load({ ...LOCAL, [main]: shown }, main)).toEqual(["strict", ...MODES]);
      }
    });
  }
  test("in a package of ES modules, whatever it says", () =>
    expect(
      load({ "package.json": '{ "type": "module" }', "main.js": `module.exports = ${MODE};` }, "main.js"),
    ).resolves.toBe("strict"));
});

test("TypeScript throws where tsc's output does: a getter without a setter, and what is frozen", async () => {
  const text = `class Chart { get labels() { return {}; } }
    const tried = (change: () => void) => { try { change(); return "silent"; } catch (error) { return (error as Error).name; } };
    const [chart, frozen]: any[] = [new Chart(), Object.freeze({ a: 1 })];
    export default [tried(() => { chart.labels = { a: 1 }; }), tried(() => { frozen.a = 2; }), tried(() => { delete frozen.a; })];`;
  expect(await load({ "main.ts": text }, "main.ts")).toEqual(["TypeError", "TypeError", "TypeError"]);
});

describe("a file that is not strict", () => {
  const check = async (files: Files, expected: unknown): Promise<void> =>
    expect(await load(files, "main.js")).toEqual(expected);

  test("may say what only such files may, quote anything, and return", () =>
    check(
      {
        "main.js":
          "#!/usr/bin/env node\r\nvar a = 010; with ({ b: `\\${a}${a}` }) { module.exports = [a, b, '\\n`', require('./c')]; }\r\n",
        "c.js": "\uFEFFmodule.exports = 1; if (true) return; module.exports = 2;",
      },
      [8, "${a}8", "\n`", 1],
    ));
  test("may be in a circle, and change what it exports early", () =>
    check(
      {
        "main.js": 'module.exports = { early: 1 }; module.exports.b = require("./b");',
        "b.js": 'exports.seen = require("./c").seen;',
        "c.js": 'exports.seen = [typeof require("./b"), require("./main").early];',
      },
      { early: 1, b: { seen: ["object", 1] } },
    ));
  test("knows where it lies, and finds what it names at run time from there", () =>
    check(
      {
        "main.js": 'module.exports = require("./src/a.js");',
        "src/a.js": `module.exports = [__dirname.endsWith("src"), __filename === module.filename, this === exports, require.resolve("./b.json").endsWith("b.json"),
          require("./" + ["b.json"].join()), require("node:path").sep];`,
        "src/b.json": "7",
      },
      [true, true, true, true, 7, "/"],
    ));
  test("imports what it names from the bundle, and other modules by itself", async () => {
    const text = `const one = require("./one.mjs"); "é→😀";
      module.exports = (async () => [await import("./one.mjs") .then((again) => again.state === one.state), (await import("node:" + ["os"].join())).EOL])();`;
    expect(await load({ "main.js": text, "one.mjs": "export const state = {};" }, "main.js")).toEqual([true, "\n"]);
  });
  test("does without what it requires or imports and is not there, where it can", () =>
    check(
      {
        "main.js": `const tried = (load) => { try { return load(); } catch (error) { return [error.code, error.message.split("\\n")[0]]; } };
          const { existsSync } = require("node:fs");
          module.exports = (async () => [
            tried(() => require("./config.local.json")), tried(() => require("a-package-of-none/deep")), tried(() => require("#none")),
            existsSync(__dirname + "/config.local.js") ? require("./config.local") : "none",
            await import("./later.mjs").catch(({ code }) => code), await import("./now.mjs").then(({ default: now }) => now),
          ])();`,
        "now.mjs": "export default 'now';",
      },
      [
        ["MODULE_NOT_FOUND", "Cannot find module './config.local.json'"],
        ["MODULE_NOT_FOUND", "Cannot find module 'a-package-of-none/deep'"],
        ["MODULE_NOT_FOUND", "Cannot find module '#none'"],
        "none",
        "ERR_MODULE_NOT_FOUND",
        "now",
      ],
    ));
  test("may have a require of its own, as bundles of browserify do", () =>
    check(
      {
        "main.js": `const modules = { "./a": function (require, module) { module.exports = require("./inner"); }, "./inner": (_, module) => { module.exports = 7; } };
          const load = (name) => { const module = {}; modules[name](load, module); return module.exports; };
          module.exports = load("./a");`,
      },
      7,
    ));
  test("fails in Node's words for want of what it cannot do without", async () => {
    await expect(load({ "main.js": 'require("./a");', "a.js": 'require("./none");' }, "main.js")).rejects.toThrow(
      /^Cannot find module '\.\/none'\nRequire stack:\n- .*a\.js$/,
    );
    await expect(load({ "main.js": 'module.exports = import("./none.mjs");' }, "main.js")).rejects.toMatchObject({
      code: "ERR_MODULE_NOT_FOUND",
    });
  });
  test("is named by stacks with the lines that were written", async () => {
    const folder = writeProject({
      "main.ts": '\nimport { fail } from "./a.js";\nfail();',
      "a.js": 'const { thrown } = require("./b");\n\n  exports.fail = () => { throw thrown(import("node:fs")); };',
      "b.ts": "interface Unused {}\n\nexport const thrown = (_: unknown) => new Error('boom');",
    });
    const error: unknown = await loadProgram(join(folder, "main.ts")).catch((thrown: unknown) => thrown);
    const frames = (error as Error).stack?.split("\n").slice(1, 4).join("\n").replaceAll(`${folder}/`, "");
    expect(frames).toMatch(/b\.ts:3:39\)?\n.*a\.js:3:32\)?\n.*main\.ts:3:1\)?$/);
  });
});

describe("a stack of files that are not strict names these alone", () => {
  /** The frames in a project's folder, below which the bundle lies, too. */
  const check = async (files: Files, main: string, expected: readonly string[]): Promise<void> => {
    const folder = writeProject(files);
    for (const bundle of ["fresh", "kept"]) {
      const error: unknown = await loadProgram(join(folder, main)).catch((thrown: unknown) => thrown);
      const { stack = "" } = error as Error;
      const frames = stack.split("\n").filter((line) => line.includes(folder));
      const places = frames.map((line) => line.slice(line.indexOf(folder) + folder.length + 1).replace(/\)$/, ""));
      expect([bundle, ...places], stack).toEqual([bundle, ...expected]);
      expect(stack).not.toMatch(/NaN|undefined:/);
    }
  };
  const thrown = "\n\n  throw new Error('boom');";

  test("of one that throws", () => check({ "main.js": thrown }, "main.js", ["main.js:3:9"]));
  test("of one that another requires", () =>
    check({ "main.js": '// 1\n// 2\nrequire("./a");', "a.js": thrown }, "main.js", ["a.js:3:9", "main.js:3:1"]));
  test("of one four requires deep: what Node's own stacks have room for", () => {
    const next = (name: string): string => `// 1\n\nrequire("./${name}");\n// 4\n`;
    const files = { "main.js": next("a"), "a.js": next("b"), "b.js": next("c"), "c.js": next("d"), "d.js": thrown };
    return check(files, "main.js", ["d.js:3:9", "c.js:3:1"]);
  });
  test("behind strict files and TypeScript, which is called where it stands", async () => {
    const files = {
      "strict.js": '"use strict";\nexports.call = (a) =>\n  a();',
      "a.js": 'const { call } = require("./strict");\n\nexports.fail = () => call(() => { null.x; });',
    };
    const main = 'interface Unused {}\nimport { fail } from "./a";\n\n(function () {\n  fail();\n})();';
    const expected = ["a.js:3:40", "strict.js:3:3", "a.js:3:22", "main.ts:5:3", "main.ts:6:1"];
    await check({ ...files, "main.ts": main }, "main.ts", expected);
    await check({ ...files, "main.ts": `await 0; ${main}` }, "main.ts", expected);
  });
});

test("a JavaScript program sees as the command's program what it sees by itself", () => {
  const cdk8s = `const { App, Chart } = require("cdk8s"); const app = new App(); new Chart(app, "a"); app.synth();`;
  const folder = project({
    "main.js": `${cdk8s} console.log(JSON.stringify([require.main === module, module.id, module.parent === null, require.cache[__filename] === module, require.main.filename, __filename, ${MODE}, require("./a"), require(["./main"].join()) === exports]));`,
    "a.js": `module.exports = [require.main === module, module.parent === require.main, require.main.filename, __filename, ${MODE}];`,
  });
  const { exitCode, stdout } = kumiki(folder, "synth", "main.js");
  expect([exitCode, stdout]).toEqual([0, runNode(folder, "main.js").stdout]);
});

test("cdk8s inside a program that is not strict is refused before it runs", () => {
  const inside = `class App { synth() { console.log("ran"); } } App[Symbol.for("jsii.rtti")] = {\nfqn: "cdk8s.App", version: "2.70.0" };`;
  const { exitCode, stdout, stderr } = kumiki(
    project({ "main.js": `${inside} new App().synth();` }),
    "synth",
    "main.js",
  );
  expect([exitCode, stdout, stderr]).toEqual([2, "", expect.stringContaining("it brings cdk8s inside its own files")]);
});

test("a JavaScript program that its own files require in a circle runs, and is the main module", () => {
  const folder = project({
    "main.js": `module.exports = { name: "a" }; require("./fill")(require.main === module);`,
    "fill.js": `const { App, Chart } = require("cdk8s"); const { name } = require("./main");
      module.exports = (isMain) => { const app = new App(); new Chart(app, name); app.synth(); console.log(isMain); };`,
  });
  expect(kumiki(folder, "synth", "main.js")).toMatchObject({ exitCode: 0, stdout: "true\n" });
});
