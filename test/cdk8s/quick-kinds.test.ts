import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { runInThisContext } from "node:vm";
import fc from "fast-check";
import { expect, test } from "vitest";
import { quickenKinds } from "../../lib/cdk8s/quick-kinds.ts";

const BEGIN = "Object.entries(result).reduce(";

type Leave = (result: object) => object;

/** The function that a text of JavaScript makes. */
const compile = (code: string): Leave => runInThisContext(`(() => { ${code}\nreturn f; })()`) as Leave;

test.each([
  ["cdk8s import", "(r, i) => (i[1] === undefined) ? r : ({ ...r, [i[0]]: i[1] }), {})"],
  [
    "TypeScript for older targets",
    "(r, i) => (i[1] === undefined) ? r : (Object.assign(Object.assign({}, r), { [i[0]]: i[1] })), {})",
  ],
  ["a bundler", "(r, i) => i[1] === void 0 ? r : {\n\t\t...r,\n\t\t[i[0]]: i[1]\n\t}, {})"],
  [
    "a bundler, of that for older targets",
    "(r, i) => i[1] === void 0 ? r : Object.assign(Object.assign({}, r), { [i[0]]: i[1] }), {})",
  ],
])("kinds as %s writes them leave out the same in other words", (_, rest) => {
  const code = `function f(result) { return ${BEGIN}${rest}; }\n// below`;
  const quick = quickenKinds(code);
  expect(quick).not.toContain(BEGIN);
  // What an error or a debugger says of a place holds.
  expect(quick.split("\n").indexOf("// below")).toBe(code.split("\n").indexOf("// below"));
  const [theirs, ours] = [compile(code), compile(quick)];
  const value = fc.oneof(fc.constant(undefined), fc.anything());
  const key = fc.oneof(fc.string(), fc.constantFrom("1", "0", "constructor", "spec")).filter((k) => k !== "__proto__");
  const check = (result: object): void => {
    expect(Object.entries(ours(result))).toEqual(Object.entries(theirs(result)));
  };
  fc.assert(fc.property(fc.dictionary(key, value, { noNullPrototype: true }), check));
});

test("all kinds of cdk8s-plus are met", () => {
  const require = createRequire(import.meta.url);
  const code = readFileSync(join(dirname(require.resolve("cdk8s-plus-28")), "imports", "k8s.js"), "utf8");
  expect(code.split(BEGIN).length).toBeGreaterThan(400);
  expect(quickenKinds(code)).not.toContain(BEGIN);
});

test.each(["", "const a = 1;\n", `${BEGIN}(sum, i) => sum + i[1], 0);`, 'const text = "Object.entries(result)";'])(
  "other code stays as it is: %j",
  (code) => expect(quickenKinds(code)).toBe(code),
);
