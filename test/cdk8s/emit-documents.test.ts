import { Yaml } from "cdk8s";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { documentEmitter } from "../../lib/cdk8s/emit-documents.ts";

const stringify = (...documents: readonly unknown[]): string => Yaml.stringify(...documents);

/** Emits, and tells how many documents were handed over whole. */
const emit = (...documents: readonly unknown[]) => {
  const whole: unknown[] = [];
  const text = documentEmitter((...asked) => {
    whole.push(...asked.filter((document) => documents.includes(document)));
    return stringify(...asked);
  })(documents);
  return { text, whole: whole.length };
};

describe("the emitter writes without asking for whole documents", () => {
  test.each([
    [
      "what manifests hold",
      { apiVersion: "v1", data: { "a.b/c": "1", d: "x\ny\n", e: "yes", "1": [] }, n: [1, { a: {} }] },
    ],
    ["text of every form", { list: ["", "a: b", "*", "\n a\n", "x\n\n", "é", "\u2028", "a\\nb", "---", "%a\n"] }],
    ["numbers", [0.5, 1e21, Number.NaN, 2 ** 60, -1]],
  ])("%s", (_, document) => expect(emit(document)).toEqual({ text: stringify(document), whole: 0 }));
});

describe("the emitter hands over whole", () => {
  const shared = { a: 1 };
  test.each([
    ["what it holds twice", { a: shared, b: shared }],
    ["what is undefined", { a: undefined }],
    ["dates, maps and what writes itself", { a: new Date(0), b: new Map([["c", 1]]), d: { toJSON: () => "e" } }],
    ["a zero with a sign", { a: -0 }],
    ["a key that is a merge", { "<<": { a: 1 } }],
    ["keys that do not fit on a line", { [`a\n${"b ".repeat(600)}`]: 1 }],
    ["what is no collection", "text"],
    ["nothing", undefined],
  ])("%s", (_, document) => expect(emit(document)).toEqual({ text: stringify(document), whole: 1 }));
});

test("the emitter's text is that of cdk8s, byte for byte", () => {
  const words = fc.constantFrom(
    ..."yes|null|1e3|0o7|a: b|- x|\n| x\n|x\n\n|\t|# c|x #|2001-01-01|1:2|line\nline\n|a-|%x|---|...|=|<<|10Gi|0x1f|1_000".split(
      "|",
    ),
    ..."~|@x|{{ a }}|'|\"|\u2028|é|😀|\ud800|*.x|--a=b|a\r\nb|K=V:|.5|1e|0b1|0b2|1:20Gi|.inf|nan".split("|"),
    ..."10.0.0.10|0.5|1.2.3|1.|1..2|true|False|--a-|--1|--a: b|00.1".split("|"),
  );
  const text = fc.oneof(
    fc.string(),
    fc.string({ unit: "binary" }),
    words,
    fc.stringMatching(/^[a-zA-Z0-9_.:/ #-]{1,8}$/),
    fc.array(fc.oneof(words, fc.string()), { maxLength: 4 }).map((parts) => parts.join("")),
    fc.array(fc.oneof(words, fc.string()), { maxLength: 4 }).map((parts) => parts.join("\n")),
  );
  const leaf = fc.oneof(text, text, fc.integer(), fc.double(), fc.boolean(), fc.constant(null));
  const { tree } = fc.letrec<{ tree: unknown }>((tie) => ({
    tree: fc.oneof(
      { maxDepth: 4 },
      leaf,
      fc.array(tie("tree"), { maxLength: 4 }),
      fc.dictionary(text, tie("tree"), { maxKeys: 4, noNullPrototype: true }),
    ),
  }));
  const odd = fc.oneof(fc.constant(undefined), fc.date({ noInvalidDate: true }), fc.bigInt());
  const document = fc.oneof(
    { arbitrary: fc.dictionary(text, tree, { noNullPrototype: true }), weight: 8 },
    { arbitrary: tree, weight: 2 },
    { arbitrary: fc.dictionary(text, fc.oneof(leaf, odd)), weight: 1 },
    { arbitrary: tree.map((shared) => ({ a: shared, b: [shared] })), weight: 1 },
  );
  const emitter = documentEmitter(stringify);
  const check = (documents: readonly unknown[]): void => {
    expect(emitter(documents)).toBe(stringify(...documents));
  };
  fc.assert(fc.property(fc.array(document, { maxLength: 2 }), check), { numRuns: 2000 });
});
