import { join } from "node:path";
import { expect, test } from "vitest";
import { loadProgram } from "../../../lib/cli/loading/load-program.ts";
import { writeProject } from "../loading/write-project.ts";

const load = async (json: string): Promise<unknown> => {
  const main =
    'import data, { a } from "./config/data.json"; export default [data, a, require("./config/data.json").a];';
  const folder = writeProject({ "main.ts": main, "config/data.json": json });
  return (await loadProgram(join(folder, "main.ts"))).exports["default"];
};

test("a JSON file may begin with a byte order mark", () =>
  expect(load('\uFEFF{ "a": 1 }')).resolves.toEqual([{ a: 1 }, 1, 1]));

test("a JSON file that is broken is named, with Node's words", async () => {
  await expect(load('{ "a": 1, }')).rejects.toThrow(/^Cannot read \S+\/config\/data\.json: Expected double-quoted /);
  await expect(load("")).rejects.toThrow(/^Cannot read \S+\/config\/data\.json: Unexpected end of JSON input$/);
});
