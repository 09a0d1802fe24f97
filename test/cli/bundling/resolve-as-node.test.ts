import { join } from "node:path";
import { expect, test } from "vitest";
import { loadProgram } from "../../../lib/cli/loading/load-program.ts";
import type { Files } from "../../terminal.ts";
import { writeProject } from "../loading/write-project.ts";

const check = async (files: Files, file: string, expected: unknown): Promise<void> =>
  expect((await loadProgram(join(writeProject(files), file))).exports["default"]).toEqual(expected);

/** Both say which they are. */
const pair = (path: string): Files => ({
  [`${path}.js`]: `module.exports = "${path}.js";`,
  [`${path}.ts`]: `export = "${path}.ts";`,
});

const FILES: Files = {
  ...pair("x"),
  ...pair("dir"),
  ...pair("dir/index"),
  ...pair("named/other"),
  "named/package.json": '{ "main": "other.js" }',
  "typed.ts": 'export = "typed.ts";',
  "data.json": '"data.json"',
  "data.ts": 'export = "data.ts";',
};

test("JavaScript takes of two files of one name the one that Node takes, and TypeScript where it is alone", async () => {
  const names = ["./x", "./x.js", "./x.ts", "./dir", "./dir/", "./named", "./typed", "./data"];
  const main = `module.exports = [${names.map((name) => `require("${name}")`).join(", ")}];`;
  const taken = ["x.js", "x.js", "x.ts", "dir.js", "dir/index.js", "named/other.js", "typed.ts", "data.json"];
  for (const file of ["main.js", "main.cjs"])
    for (const lead of ["", '"use strict"; ']) await check({ ...FILES, [file]: lead + main }, file, taken);
  await check({ ...FILES, "main.mjs": 'import x from "./x.js"; export default x;' }, "main.mjs", "x.js");
});

test("TypeScript takes TypeScript, and what it names", async () => {
  const main =
    'import x from "./x"; import named from "./x.js"; import dir from "./dir/"; export default [x, named, dir];';
  await check({ ...FILES, "main.ts": main }, "main.ts", ["x.ts", "x.js", "dir/index.ts"]);
});
