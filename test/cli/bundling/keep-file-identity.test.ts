import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { describe, expect, test } from "vitest";
import { loadProgram } from "../../../lib/cli/loading/load-program.ts";
import type { Files } from "../../terminal.ts";
import { writeProject } from "../loading/write-project.ts";

/** What a program of ES modules exports, told where it lies. */
const check = async (files: Files, expected: (folder: string) => unknown): Promise<void> => {
  const folder = writeProject({ "package.json": '{ "type": "module" }', ...files });
  expect((await loadProgram(join(folder, "main.ts"))).exports["default"]).toEqual(expected(folder));
};

const urlOf = (folder: string, path: string): string => pathToFileURL(join(folder, path)).href;

describe("each file of a program knows where it lies", () => {
  for (const [kind, lead] of [
    ["CommonJS", ""],
    ["ES module", "await 0; "],
  ] as const) {
    test(`bundled as ${kind}`, () =>
      check(
        {
          "main.ts": `import a from "./src/a.ts"; ${lead}export default [a, import.meta.dirname];`,
          "src/a.ts": "export default [import.meta.url, import.meta.filename, __dirname, typeof __filename];",
        },
        (folder) => [[urlOf(folder, "src/a.ts"), join(folder, "src/a.ts"), join(folder, "src"), "string"], folder],
      ));
  }
  test("where it asks for all of import.meta at once, and where it only quotes how one asks", () => {
    const script = "const here = import.meta.url; __dirname; // import.meta";
    return check(
      {
        "main.ts": `const { dirname, filename: file } = import.meta; export default [dirname, file, \`${script}\`, "${script}", import.meta["url"]];`,
      },
      (folder) => [folder, join(folder, "main.ts"), script, script, urlOf(folder, "main.ts")],
    );
  });
});
