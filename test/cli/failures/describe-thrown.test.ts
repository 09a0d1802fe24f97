import { describe, expect, test } from "vitest";
import { describeThrown, mapStacks } from "../../../lib/cli/failures/describe-thrown.ts";

/** An error whose stack has one line. */
const error = <T extends Error>(made: T, place: string): T =>
  Object.assign(made, { stack: `${made}\n    at ${place}` });

const check = (thrown: unknown, ...lines: readonly string[]): void =>
  expect(describeThrown(thrown)).toBe(lines.join("\n"));

describe("describeThrown shows", () => {
  test("the stack of an error", () =>
    check(error(new RangeError("a"), "b.ts:1:2"), "RangeError: a", "    at b.ts:1:2"));
  test.each([undefined, "", 5])("name and message of an error whose stack is %j", (stack) =>
    check(Object.assign(new RangeError("a"), { stack }), "RangeError: a"),
  );
  test("what caused it, and what caused that", () =>
    check(
      error(new Error("a", { cause: error(new TypeError("b", { cause: { code: 5 } }), "b.ts:1") }), "a.ts:1"),
      "Error: a",
      "    at a.ts:1 {",
      "  [cause]: TypeError: b",
      "      at b.ts:1 {",
      "    [cause]: { code: 5 }",
      "  }",
      "}",
    ));
  test("the errors that one gathers", () =>
    check(
      error(new AggregateError([error(new Error("b"), "b.ts:1"), "c"], "a"), "a.ts:1"),
      "AggregateError: a",
      "    at a.ts:1 {",
      "  [errors]: [",
      "    Error: b",
      "        at b.ts:1,",
      "    c",
      "  ]",
      "}",
    ));
  test("an error that caused itself once", () => {
    const own = error(new Error("a"), "a.ts:1");
    check(Object.assign(own, { cause: own }), "Error: a", "    at a.ts:1 {", "  [cause]: [Error: a, see above]", "}");
  });
  test("no more of a long chain, or of what leads to the same in many ways, than somebody reads", () => {
    const chain = Array.from({ length: 20_000 }).reduce((cause) => new Error("a", { cause }));
    expect(describeThrown(chain).split("[cause]")).toHaveLength(9);
    mapStacks(chain, (stack) => stack);
    const same = Array.from({ length: 50 }).reduce((each) => new AggregateError([each, each], "a"), new Error("b"));
    expect(describeThrown(same)).toContain("[AggregateError: a, see above]");
    const many = Array.from({ length: 500 }, () => new Error("b"));
    expect(describeThrown(new AggregateError(many, "a"))).toContain("[Error: b, and what it leads to]");
  });
  test("an error that throws when it is looked at", () => {
    const own = error(new Error("a"), "a.ts:1");
    const get = (): never => {
      throw new Error("own");
    };
    for (const name of ["cause", "errors"]) Object.defineProperty(own, name, { get });
    check(own, "Error: a", "    at a.ts:1");
    check(Object.defineProperty(new Error("a"), "stack", { get }), "Error: a");
    const silent = Object.defineProperty(Object.assign(new Error("a"), { stack: "" }), "message", { get });
    check(silent, "an error that does not say what it is");
  });
  test("what is no error", () => {
    check("a", "a");
    check({ a: 1 }, "{ a: 1 }");
  });
});

describe("mapStacks", () => {
  const mapStack = (stack: string): string => stack.replace("bundle", "main.ts");
  test("gives an error, its cause and those that it gathers the user's lines", () => {
    const inner = error(new Error("c"), "bundle:3");
    const outer = error(new AggregateError([inner], "a", { cause: error(new Error("b"), "bundle:2") }), "bundle:1");
    mapStacks(Object.assign(inner, { cause: outer }), mapStack);
    expect(describeThrown(outer).match(/at main.ts:\d|bundle/g)).toEqual([
      "at main.ts:1",
      "at main.ts:2",
      "at main.ts:3",
    ]);
  });
  test("bears what has no stack, or is frozen", () => {
    const frozen = Object.freeze(error(new Error("a"), "bundle:1"));
    for (const thrown of [frozen, "a", undefined, Object.assign(new Error("a"), { stack: undefined })])
      mapStacks(thrown, mapStack);
    // From Node 22 on a stack lies where freezing does not reach.
    expect(frozen.stack).toMatch(/^Error: a\n {4}at (?:bundle|main\.ts):1$/);
  });
});
