import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { loadProgram } from "../../../lib/cli/loading/load-program.ts";
import type { Files } from "../../terminal.ts";
import { writeProject } from "../loading/write-project.ts";

/** What a file in a folder of its own loads, where the first file's folder has others of the same names. */
const check = async (files: Files, expected: unknown): Promise<void> => {
  const decoys = Object.keys(DATA).map((path) => [path.replace("lib/", ""), DECOY] as const);
  const [main = ""] = Object.keys(files);
  const folder = writeProject({ ...Object.fromEntries(decoys), ...DATA, ...files });
  const loaded = (await loadProgram(join(folder, main))).exports["default"];
  expect(await Promise.all(loaded as readonly unknown[])).toEqual(expected);
};

const DATA: Files = {
  "lib/a.json": '"lib"',
  "lib/b.mjs": 'export const from = "lib";',
  "lib/node_modules/near/package.json": '{ "exports": "./near.json" }',
  "lib/node_modules/near/near.json": '"near"',
};
const DECOY = '"another"';

const LOADS = `[
  require(\`./\${"a"}.json\`), require("./" + "a" + ".json"), require(["near"].join()), require(require.resolve("./a.json")),
  ["./a.json"].map((name) => require(name))[0],
  import(\`./\${"b"}.mjs\`).then(({ from }) => from), import(["node:os"].join()).then(({ EOL }) => EOL),
]`;
const LOADED = ["lib", "lib", "near", "lib", "lib", "lib", "\n"];

describe("what is named at run time is looked for from the file that names it", () => {
  for (const lead of ["", "await 0; "]) {
    const waiting = lead === "" ? "" : ", with top-level await";
    test(`in TypeScript${waiting}`, () =>
      check(
        {
          "main.ts": `import list from "./lib/list.ts"; ${lead}export default list;`,
          "lib/list.ts": `declare const require: any; export default ${LOADS} as const;`,
        },
        LOADED,
      ));
    test(`in ES modules, with what import.meta.resolve gives${waiting}`, () =>
      check(
        {
          "main.mjs": `import list from "./lib/list.mjs"; ${lead}export default list;`,
          "lib/list.mjs": `const end = (name) => import.meta.resolve(name).split("/").slice(-2).join("/");
            export default [import(\`./\${"b"}.mjs\`).then(({ from }) => from), end("./a.json"), end("../a.json"), import.meta.resolve("node:os")];`,
        },
        ["lib", "lib/a.json", expect.stringMatching(/\/a\.json$/) as string, "node:os"],
      ));
  }
  test("in CommonJS that tsc wrote", () =>
    check(
      {
        "main.js": '"use strict";\nmodule.exports = require("./lib/list");',
        "lib/list.js": `"use strict";\nmodule.exports = ${LOADS};`,
      },
      LOADED,
    ));
});

test("what is there only when it is asked for is looked for from the file that asks", () =>
  check(
    {
      "main.ts": 'import list from "./lib/list.ts"; export default list;',
      "late.json": '"another"',
      "lib/list.ts": `import { writeFileSync } from "node:fs"; import { join } from "node:path";
        writeFileSync(join(__dirname, "late.json"), '"lib"');
        export default [require("./late.json")];`,
    },
    ["lib"],
  ));

test("a require of the file's own stays as it is", () =>
  check(
    {
      "main.mjs": 'import list from "./lib/list.mjs"; export default list;',
      "lib/list.mjs": `import { createRequire } from "node:module"; const require = createRequire(new URL("..", import.meta.url));
        const called = (require) => require("./" + "b"); export default [require("./" + "a.json"), called((name) => name)];`,
    },
    ["another", "./b"],
  ));

test("a name that leads nowhere fails in Node's words", () =>
  check(
    {
      "main.ts": 'import list from "./lib/list.ts"; export default list;',
      "lib/list.ts": `const codeOf = ({ code }: any) => code; const tried = (load: () => unknown) => { try { return load(); } catch (error) { return codeOf(error); } };
        export default [import(\`./\${"none"}.mjs\`).catch(codeOf), tried(() => require(\`./\${"none"}\`)), tried(() => require("./none"))];`,
    },
    ["ERR_MODULE_NOT_FOUND", "MODULE_NOT_FOUND", "MODULE_NOT_FOUND"],
  ));
