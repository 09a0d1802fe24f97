import { describe, expect, test } from "vitest";
import { app, kumiki, project } from "./project.ts";

/** What is printed of a program that throws, without lines of others. */
const thrownBy = (rest: string): string => {
  const folder = project({ "main.ts": app({ rest: `interface Gone {}\napp.synth();\n${rest}` }) });
  const { exitCode, stderr } = kumiki(folder, "synth", "main.ts");
  expect(exitCode).toBe(2);
  return stderr
    .replaceAll(`${folder}/`, "")
    .replace(/^ *at .*(?:node:|file:).*(?:\n|(?= \{$))/gm, "")
    .replace(/^ *at .*? \{$/gm, "{");
};

describe("an error that a program throws", () => {
  test("is printed with what caused it, in the user's lines", () => {
    const said = thrownBy("throw new Error('outer',\n  { cause: new RangeError('inner') });");
    expect(said).toContain("kumiki: Error: outer\n    at Module.<anonymous> (main.ts:7:7)\n");
    expect(said).toContain("  [cause]: RangeError: inner\n      at Module.<anonymous> (main.ts:8:12)\n");
  });
  test("is printed with those that it gathers, also where it is thrown late", () => {
    const said = thrownBy("setTimeout(() => { throw new AggregateError(\n  [new Error('b')], 'a'); }, 1);");
    expect(said).toContain("kumiki: AggregateError: a\n    at Timeout._onTimeout (main.ts:7:26)\n");
    expect(said).toContain("  [errors]: [\n    Error: b\n        at Timeout._onTimeout (main.ts:8:4)\n");
  });
  test("is printed with name and message where it has no stack", () => {
    for (const late of ["", "setTimeout(() => { throw error; }, 1); if (false)"])
      expect(
        thrownBy(`const error = Object.assign(new RangeError("no stack"), { stack: undefined }); ${late} throw error;`),
      ).toBe("kumiki: RangeError: no stack\n");
  });
  test("is printed in the user's lines where a validation of a project throws it", () => {
    const text = `import { Project } from "kumiki";
interface Gone {}
const project = new Project({ defaults: "2026-11" });
project.node.addValidation({ validate: () => { throw new Error("a"); } });
export default project;`;
    const { stderr } = kumiki(project({ "main.ts": text }), "synth", "main.ts");
    expect(stderr).toMatch(/^kumiki: Error: a\n {4}at Object\.validate \(\S+\/main\.ts:4:54\)\n/);
  });
  test("may be something else, also late", () => {
    for (const late of ["", "setTimeout(() => { throw 'a text'; }, 1); if (false)"])
      expect(thrownBy(`${late} throw 'a text';`)).toBe("kumiki: Cannot run main.ts: it threw a text\n");
  });
});
