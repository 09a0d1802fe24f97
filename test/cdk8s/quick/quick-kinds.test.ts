import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { runInThisContext } from "node:vm";
import fc from "fast-check";
import { expect, test } from "vitest";
import { quickenKinds } from "../../../lib/cdk8s/quick/quick-kinds.ts";

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

const STATEMENT = `return ${BEGIN}(r, i) => (i[1] === undefined) ? r : ({ ...r, [i[0]]: i[1] }), {});`;
const kindOf = (statement: string): string => `function toJson_A(obj) {\n  const result = obj;\n  ${statement}\n}\n`;

type Kind = new (scope: unknown, id: unknown, props?: unknown) => { readonly props: object; toJson: () => unknown };

/** A kind in its text, whose base keeps what it is handed as ApiObject does, and gives it back. */
const compileKind = (code: string): Kind =>
  runInThisContext(`(() => {
    class ApiObject { constructor(scope, id, props) { this.props = props; } toJson() { return this.props; } }
    ${code}
    function toJson_AProps(obj) { return obj === "none" ? undefined : obj; }
    A.GVK = { apiVersion: "v1", kind: "A" };
    return A;
  })()`) as Kind;

/** A kind's class as it is written, without the two expressions that spread. */
const classOf = (given: string, rendered: string, props = "props = {}"): string =>
  `class A extends ApiObject {\n    constructor(scope, id, ${props}) {\n        super(scope, id, ${given});\n    }\n    toJson() {\n` +
  `        const resolved = super.toJson();\n        return ${rendered};\n    }\n}\n// below\n${kindOf(STATEMENT)}`;

const spread = (members: string, end: string): string =>
  `{\n            ...A.GVK,\n            ...${members}${end}\n        }`;

test.each([
  ["cdk8s import", classOf(spread("props", ","), spread("toJson_AProps(resolved)", ","))],
  ["a bundler", classOf(spread("props", ""), spread("toJson_AProps(resolved)", "")).replaceAll("    ", "\t")],
  [
    "a compiler that keeps empty lines",
    classOf(spread("props", ","), spread("toJson_AProps(resolved)", ",")).replace(".toJson();\n", ".toJson();\n\n"),
  ],
  [
    "either, where members are demanded",
    classOf(spread("props", ","), spread("toJson_AProps(resolved)", ","), "props"),
  ],
])("classes of kinds as %s writes them join the same in other words, where spreading is slow", (_, code) => {
  const quick = quickenKinds(code, true);
  expect(quickenKinds(code, false)).toContain("...A.GVK");
  expect(quick).not.toContain("...A.GVK");
  expect(quick.split("\n").indexOf("// below")).toBe(code.split("\n").indexOf("// below"));
  const [Theirs, Ours] = [compileKind(code), compileKind(quick)];
  const key = fc.oneof(fc.string(), fc.constantFrom("__proto__", "kind", "1", "constructor"));
  const props = fc.oneof(fc.anything(), fc.dictionary(key, fc.anything()), fc.constant("none"));
  const check = (given: unknown): void => {
    const [theirs, ours] = [new Theirs(1, 2, given), new Ours(1, 2, given)];
    for (const [a, b] of [
      [ours.props, theirs.props],
      [ours.toJson(), theirs.toJson()],
    ] as const) {
      expect(Object.getOwnPropertyDescriptors(a)).toEqual(Object.getOwnPropertyDescriptors(b));
      expect(Object.keys(a as object)).toEqual(Object.keys(b as object));
      expect(Object.getPrototypeOf(a)).toBe(Object.getPrototypeOf(b));
    }
  };
  fc.assert(fc.property(props, check));
});

test("all kinds of cdk8s-plus are met", () => {
  const require = createRequire(import.meta.url);
  const code = readFileSync(join(dirname(require.resolve("cdk8s-plus-28")), "imports", "k8s.js"), "utf8");
  expect(code.split(BEGIN).length).toBeGreaterThan(400);
  const quick = quickenKinds(code, true);
  expect(quick).not.toContain(BEGIN);
  const kinds = code.split(" extends cdk8s_1.ApiObject {").length - 1;
  expect(kinds).toBeGreaterThan(100);
  // One of three is in `manifest()`, which programs seldom call.
  expect(code.split(".GVK,").length - 1).toBe(3 * kinds);
  expect(quick.split("...Kube").length - 1).toBe(kinds);
});

test.each([
  ["nothing", ""],
  ["the statement in another function", kindOf(STATEMENT).replace("toJson_A(obj)", "other(result)")],
  ["the statement after another function", `${kindOf("return obj;")}function other(result) {\n  ${STATEMENT}\n}\n`],
  ["what generates such code", `code.open("function toJson_A(obj) {");\n  code.line('${STATEMENT}');\n`],
  ["what generates it line by line", kindOf(`code.line('${STATEMENT}');`)],
  ["another sum", kindOf(`return ${BEGIN}(sum, i) => sum + i[1], 0);`)],
  ["an Object of somebody else's", kindOf(STATEMENT.replace("Object.", "globalThis.Object."))],
  ["what generates classes", `code.open("constructor(scope, id, props) {");\n  code.line("  ...A.GVK,");\n`],
  [
    "a class beside no function of a kind",
    classOf(spread("props", ","), spread("toJson_AProps(resolved)", ",")).replace(kindOf(STATEMENT), `// ${BEGIN}`),
  ],
  ["code that has our names", `${kindOf(STATEMENT)}const kumikiQuickDefined = 1;`],
])("%s stays as it is", (_, code) => expect(quickenKinds(code, true)).toBe(code));

/** What `cdk8s import` generates with. */
const GENERATOR = "json2jsii";

test("the generator of such code stays as it is", () => {
  const require = createRequire(createRequire(import.meta.url).resolve("cdk8s-cli/package.json"));
  const code = readFileSync(join(dirname(require.resolve(GENERATOR)), "tojson.js"), "utf8");
  expect(code).toContain(BEGIN);
  expect(quickenKinds(code)).toBe(code);
});

const MINE = `class Mine extends Base {
  constructor(scope, id, props) {
    super(scope, id, {
      ...base
    });
    this.head = { ...A.GVK, ...props };
  }
}
`;

test.each([
  ["other members", classOf(spread("other", ","), spread("toJson_AProps(other)", ","))],
  ["more members", classOf(spread("props", ", a: 1"), spread("toJson_AProps(resolved)", ", a: 1"))],
  ["members of two lines", MINE],
])("a class that joins %s stays as it is beside generated functions", (_, code) => {
  const [own = ""] = code.split("// below");
  expect(quickenKinds(`${own}// below\n${kindOf(STATEMENT)}`, true).startsWith(`${own}// below\n`)).toBe(true);
});
