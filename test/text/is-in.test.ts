import { expect, test } from "vitest";
import { isIn } from "../../lib/text/is-in.ts";

const check = (path: string, isInside: boolean): void => expect(isIn(path, "/home/site")).toBe(isInside);

test("a folder itself and what lies below it is in it, whatever its name begins with", () => {
  for (const path of ["/home/site", "/home/site/dist", "/home/site/..dist/a", "/home/site/...", "/home/site/a/.."])
    check(path, true);
});

test("what lies around or beside it is not", () => {
  for (const path of ["/home", "/", "/home/site-2", "/home/site/../other", "/home/site/.."]) check(path, false);
});
