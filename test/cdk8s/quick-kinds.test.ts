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
const compile = (code: string): Leave => runInThisContext(`(() => { ${code}\nreturn toJson_A; })()`) as Leave;

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
  const code = `function toJson_A(obj) {\n  const result = obj;\n  return ${BEGIN}${rest};\n}\n// below`;
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

const STATEMENT = `return ${BEGIN}(r, i) => (i[1] === undefined) ? r : ({ ...r, [i[0]]: i[1] }), {});`;
const kindOf = (statement: string): string => `function toJson_A(obj) {\n  const result = obj;\n  ${statement}\n}\n`;

test.each([
  ["nothing", ""],
  ["the statement in another function", kindOf(STATEMENT).replace("toJson_A(obj)", "other(result)")],
  ["the statement after another function", `${kindOf("return obj;")}function other(result) {\n  ${STATEMENT}\n}\n`],
  ["what generates such code", `code.open("function toJson_A(obj) {");\n  code.line('${STATEMENT}');\n`],
  ["what generates it line by line", kindOf(`code.line('${STATEMENT}');`)],
  ["another sum", kindOf(`return ${BEGIN}(sum, i) => sum + i[1], 0);`)],
  ["an Object of somebody else's", kindOf(STATEMENT.replace("Object.", "globalThis.Object."))],
  ["code that has our name", `${kindOf(STATEMENT)}const kumikiDefinedMembers = 1;`],
])("%s stays as it is", (_, code) => expect(quickenKinds(code)).toBe(code));

/** What `cdk8s import` generates with. */
const GENERATOR = "json2jsii";

test("the generator of such code stays as it is", () => {
  const require = createRequire(createRequire(import.meta.url).resolve("cdk8s-cli/package.json"));
  const code = readFileSync(join(dirname(require.resolve(GENERATOR)), "tojson.js"), "utf8");
  expect(code).toContain(BEGIN);
  expect(quickenKinds(code)).toBe(code);
});
