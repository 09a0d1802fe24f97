import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { kumikiSource } from "../../lib/cli/new-project/kumiki-source.ts";
import { ROOT, run, scratch } from "../terminal.ts";

describe("a new project takes kumiki", () => {
  /** `owner` is the package.json above the folder that kumiki is installed in. */
  const check = (owner: object | undefined, expected: string): void => {
    const root = scratch();
    const folder = join(root, "tools", "node_modules", "kumiki");
    mkdirSync(folder, { recursive: true });
    if (owner !== undefined) writeFileSync(join(root, "tools", "package.json"), JSON.stringify(owner));
    expect(kumikiSource({ folder, version: "1.2.3" }, join(root, "site"))).toBe(expected);
  };
  test("in the version that the running one was installed by", () => {
    check({ dependencies: { kumiki: "~1.2.0" } }, "~1.2.0");
    check({ devDependencies: { kumiki: "^1.0.0" } }, "^1.0.0");
  });
  test("from the same tarball, seen from the project", () =>
    check({ dependencies: { kumiki: "file:../packed/kumiki.tgz" } }, "file:../packed/kumiki.tgz"));
  test("in the running version where nobody says from where it came", () => {
    check(undefined, "^1.2.3");
    check({}, "^1.2.3");
  });
  test("from a checkout as a folder", () =>
    expect(kumikiSource({ folder: "/src/kumiki", version: "1.2.3" }, "/src/site")).toBe("file:../kumiki"));
});

test("kumiki --version says the version of package.json", async () => {
  const { version } = (await import("../../package.json")).default;
  expect(await run(["--version"], ROOT)).toEqual({ exitCode: 0, stdout: `${version}\n`, stderr: "" });
});
