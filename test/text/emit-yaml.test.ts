import fc from "fast-check";
import { JSON_SCHEMA, load, YAML11_SCHEMA } from "js-yaml";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { emitYaml } from "../../lib/text/emit-yaml.ts";
import type { YamlValue } from "../../lib/text/yaml-value.ts";

const check = (value: YamlValue, expected: string): void => {
  expect(emitYaml(value)).toBe(expected);
  readsBack(value);
};

const readsBack = (value: YamlValue): void => {
  const text = emitYaml(value);
  expect(load(text, { schema: YAML11_SCHEMA })).toEqual(value);
  expect(load(text)).toEqual(value);
  expect(load(text, { schema: JSON_SCHEMA })).toEqual(value);
  expect(parse(text, { version: "1.1", merge: true })).toEqual(value);
  expect(parse(text, { version: "1.2" })).toEqual(value);
};

describe("emitYaml writes", () => {
  test("mappings and sequences with two spaces, sequences indented", () =>
    check(
      {
        spec: {
          ports: [
            { name: "http", port: 80 },
            { name: "metrics", port: 9104 },
          ],
          hosts: ["a", "b"],
        },
      },
      "spec:\n  ports:\n    - name: http\n      port: 80\n    - name: metrics\n      port: 9104\n  hosts:\n    - a\n    - b\n",
    ));
  test("empty collections, also as the whole document", () => {
    check({ emptyDir: {}, args: [] }, "emptyDir: {}\nargs: []\n");
    check({}, "{}\n");
  });
  test("sequences in sequences", () => check([[1, [2]], []], "- - 1\n  - - 2\n- []\n"));
  test("text of several lines as a block, with what its end needs", () => {
    check({ a: "x\ny\n" }, "a: |\n  x\n  y\n");
    check({ a: "x\n\ny" }, "a: |-\n  x\n\n  y\n");
    check({ a: ["x\n\n"] }, "a:\n  - |+\n    x\n\n");
    check({ a: "  x\ny\n" }, "a: |2\n    x\n  y\n");
  });
  test("long text on one line, unfolded", () =>
    check({ a: "word ".repeat(99).trim() }, `a: ${"word ".repeat(99).trim()}\n`));
  test("quantities, flags and paths plain", () =>
    check(
      ["20Gi", "500m", "--skip-log-bin", "/data", "a: b".replace(": ", ":")],
      "- 20Gi\n- 500m\n- --skip-log-bin\n- /data\n- a:b\n",
    ));
  test("big and small numbers so that YAML 1.1 reads numbers", () =>
    check([1e21, 1e-7, -0.5], "- 1.0e+21\n- 1.0e-7\n- -0.5\n"));
});

describe("emitYaml quotes what a reader of YAML 1.1 or 1.2 would take for something else", () => {
  const ambiguous = [
    "",
    " a",
    "a ",
    "yes",
    "No",
    "ON",
    "y",
    "null",
    "~",
    "true",
    "0775",
    "0o14",
    "0x1F",
    "1_000",
    "1e3",
    "12:30:45",
    ".5",
    "-1",
    "+1",
    ".inf",
    "2001-12-14",
    "2001-12-14t21:59:43Z",
    "=",
    "<<",
    "e1",
    "E-0",
    "e+12",
    "a: b",
    "a #b",
    "a:",
    "- a",
    "? a",
    "*a",
    "&a",
    "!a",
    "|",
    ">",
    "%a",
    "@a",
    "`a`",
    "{a}",
    "[a]",
    "10.0.0.10",
    "---",
    "...",
    "\ta",
    "a\u0085b",
    "\ufeff",
    "a\u2028b",
    "'a'",
    '"a"',
    "#",
  ];
  test.each(ambiguous)("%j", (text) => {
    expect(emitYaml(text)).toBe(
      `${JSON.stringify(text).replace("\u0085", "\\u0085").replace("\u2028", "\\u2028").replace("\ufeff", "\\ufeff")}\n`,
    );
    readsBack({ [text]: text, list: [text] });
  });
});

describe("emitYaml refuses", () => {
  test.each([
    ["a date", new Date(0), "Cannot write a Date as YAML"],
    ["what is not a number", Number.NaN, "Cannot write NaN as YAML"],
    ["a function", () => 0, "Cannot write a function as YAML"],
    ["an undefined item of a sequence", [undefined], "Cannot write undefined as YAML"],
  ])("%s", (_, value, message) => expect(() => emitYaml({ value: value as never })).toThrow(message));
});

test("every word of up to three of the characters that numbers, dates, flags and keywords are made of reads back as text", () => {
  let words = [""];
  const all: string[] = [];
  for (let length = 1; length <= 3; length += 1) {
    words = words.flatMap((word) => Array.from("eE+-.01x9o_:/~=<inaftTZy", (char) => word + char));
    all.push(...words);
  }
  readsBack(all);
});

test("emitYaml's text reads back identical through js-yaml (1.1, 1.2, JSON) and yaml (1.1, 1.2)", () => {
  const words = fc.constantFrom(
    "yes",
    "null",
    "1e3",
    "0o7",
    "a: b",
    "- x",
    "\n",
    " x\n",
    "x\n\n",
    "\t",
    "# c",
    "x #",
    "2001-01-01",
    "1:2",
  );
  const text = fc.oneof(
    fc.string(),
    fc.string({ unit: "binary" }),
    fc.array(fc.oneof(words, fc.string()), { maxLength: 4 }).map((parts) => parts.join("")),
  );
  const key = text.filter((name) => name !== "__proto__");
  const leaf = fc.oneof(
    text,
    fc.integer(),
    fc.double({ noNaN: true, noDefaultInfinity: true }).map((n) => n + 0),
    fc.boolean(),
    fc.constant(null),
  );
  const { tree } = fc.letrec<{ tree: YamlValue }>((tie) => ({
    tree: fc.oneof(
      { maxDepth: 4 },
      leaf,
      fc.array(tie("tree"), { maxLength: 4 }),
      fc.dictionary(key, tie("tree"), { maxKeys: 4, noNullPrototype: true }),
    ),
  }));
  fc.assert(fc.property(tree, readsBack), { numRuns: 2000 });
});
