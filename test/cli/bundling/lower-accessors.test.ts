import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { loadProgram } from "../../../lib/cli/loading/load-program.ts";
import type { Files } from "../../terminal.ts";
import { writeProject } from "../loading/write-project.ts";

const check = async (files: Files, expected: unknown, file = "main.ts"): Promise<void> =>
  expect((await loadProgram(join(writeProject(files), file))).exports["default"]).toEqual(expected);

const tsconfig = (options: object): Files => ({ "tsconfig.json": JSON.stringify({ compilerOptions: options }) });

describe("`accessor`, which no Node knows, runs", () => {
  const text = `interface Q<T> { q: T }
    class A implements Q<number> {
      accessor q: number = 2; static accessor ["r"] = 3; accessor #s = "s";
      get s() { return this.#s } own = 1;
    }
    class B extends A { override get q() { return super.q + 1 } override set q(value) { super.q = value } }
    const b = new B(); b.q = 5; export default [b.q, A.r, b.s, Object.keys(b)];`;
  for (const lead of ["", "await 0; "])
    test(`in TypeScript${lead && ", with top-level await"}, whatever the tsconfig says of fields`, async () => {
      const expected = [6, 3, "s", ["own"]];
      await check({ "main.ts": lead + text }, expected);
      for (const useDefineForClassFields of [true, false])
        await check({ "main.ts": lead + text, ...tsconfig({ useDefineForClassFields }) }, expected);
    });
  test("in a file with JSX, and beside decorators of the older kind", async () => {
    const jsx = "const h = (tag: string) => tag; class A { accessor q = <a></a>; } export default new A().q;";
    await check({ "main.tsx": jsx, ...tsconfig({ jsx: "react", jsxFactory: "h" }) }, "a", "main.tsx");
    const old =
      "const seen: string[] = []; class A { @((_: object, key: string) => { seen.push(key); }) b() {} accessor q = 1; }";
    await check(
      { "main.ts": `${old} export default [...seen, new A().q];`, ...tsconfig({ experimentalDecorators: true }) },
      ["b", 1],
    );
  });
  test("with its lines in stacks, and its file's place", async () => {
    const failing = `interface Unused {}\nclass A { accessor q = __filename;\n  fail(): never { throw new Error(this.q); } }\nnew A().fail();`;
    const file = join(writeProject({ "main.ts": failing }), "main.ts");
    const error: unknown = await loadProgram(file).catch((thrown: unknown) => thrown);
    expect((error as Error).message).toBe(file);
    expect((error as Error).stack).toContain(`${file}:3:25`);
  });
  test("with its lines where it imports what is not there", async () => {
    const refused = async (main: string): Promise<string> => {
      const file = join(writeProject({ "main.ts": main }), "main.ts");
      const error: unknown = await loadProgram(file).catch((thrown: unknown) => thrown);
      return (error as Error).message;
    };
    const lead = "interface Unused {}\n\nclass A { accessor q = 1; }\n\n  ";
    expect(await refused(`${lead}import { a } from "./none"; a;`)).toContain("main.ts:5:21 imports");
    expect(await refused(`${lead}export { a } from "./none";`)).toContain("main.ts:5:21 imports");
    expect(await refused(`${lead}export const a = import("./none");`)).toContain("main.ts:5:27 imports");
    expect(await refused('import { a } from "./none"; a; __dirname;')).toContain("main.ts:1:19 imports");
  });
});

describe("what Node does not know is refused in a sentence", () => {
  const refusal = async (files: Files, file = "main.ts"): Promise<string> => {
    const error: unknown = await loadProgram(join(writeProject(files), file)).catch((thrown: unknown) => thrown);
    return (error as Error).message;
  };
  test("an accessor beside decorators of the newer kind, and one in JavaScript", async () => {
    const text = "class A { accessor q = 1; }\n@((_: object) => {}) class B {}";
    for (const lead of ["", "await 0; "])
      expect(await refusal({ "main.ts": `${lead}${text} export default [A, B];` })).toMatch(
        /^Cannot run .*main\.ts.*: Node does not know this syntax; if this is a decorator, or an accessor beside one, set/,
      );
    const javascript = "module.exports = class {\n  accessor q = 1; };";
    expect(await refusal({ "main.js": javascript }, "main.js")).toMatch(/main\.js:2: Node does not know this syntax/);
  });
  test("but not what a program itself has compiled", async () =>
    expect(await refusal({ "main.ts": 'new Function("a b");' })).toBe("Unexpected identifier 'b'"));
});

test("a file that only speaks of an accessor is left as it is", () =>
  check({ "main.ts": "const accessor = <T,>(a: T): T => a; export default accessor(1);" }, 1));
