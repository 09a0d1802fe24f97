import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { flawOfName, portableName } from "../../lib/text/portable-name.ts";

describe("portableName", () => {
  const check = (name: string, expected: string): void => expect(portableName(name)).toBe(expected);
  test("leaves a name that every file system takes", () => {
    for (const name of ["blog", "My Site", "a.b", ".hidden", "con-1", "console", "Ünï", "a_b_c"]) check(name, name);
  });
  test("writes devices of Windows in another way, with any ending and in any case", () => {
    check("con", "_63_on");
    check("NUL.tar", "_4e_UL.tar");
    check("com1", "_63_om1");
    check("lpt9 .x", "_6c_pt9 .x");
  });
  test("writes what a file system refuses or drops by its code point", () => {
    check("a:b", "a_3a_b");
    check("a/../b\\c\0", "a_2f_.._2f_b_5c_c_0_");
    check("..", "_2e__2e_");
    check("a.", "a_2e_");
    check("a ", "a_20_");
  });
  test("shortens what is too long by a hash, whole letters only", () => {
    const [a, b] = ["a", "b"].map((last) => portableName(`${"é".repeat(200)}${last}`));
    expect(a).not.toBe(b);
    expect(Buffer.byteLength(a ?? "")).toBeLessThanOrEqual(255);
    expect(a).toMatch(/^é+__[0-9a-f]{16}$/);
  });
  test("gives a name without a flaw for any", () =>
    fc.assert(
      fc.property(fc.string({ unit: "binary", minLength: 1, maxLength: 20 }), (name) => {
        expect(flawOfName(portableName(name))).toBeUndefined();
      }),
    ));
});
