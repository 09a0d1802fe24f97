import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { kumikiSource } from "../../lib/cli/new-project/kumiki-source.ts";
import { ROOT, run, scratch } from "../terminal.ts";

describe("a new project takes kumiki", () => {
  /** `owner` is the package.json above the folder that kumiki is installed in, `member` one above the project. */
  const check = (owner: object | string | undefined, expected: string, { store = "", member = {} } = {}): void => {
    const root = scratch();
    const folder = join(root, "tools", "node_modules", store, "kumiki");
    const write = (path: string, text: object | string): void =>
      writeFileSync(join(root, path), typeof text === "string" ? text : JSON.stringify(text));
    mkdirSync(folder, { recursive: true });
    mkdirSync(join(root, "site"));
    write("site/package.json", member);
    if (owner !== undefined) write("tools/package.json", owner);
    expect(kumikiSource({ folder, version: "1.2.3" }, join(root, "site", "new"))).toBe(expected);
  };
  test("in the version that the running one was installed by", () => {
    check({ dependencies: { kumiki: "~1.2.0" } }, "~1.2.0");
    check({ devDependencies: { kumiki: "^1.0.0" } }, "^1.0.0");
  });
  test("from the same tarball, seen from the project", () =>
    check({ dependencies: { kumiki: "file:../packed/kumiki.tgz" } }, "file:../../packed/kumiki.tgz"));
  test("from there also where pnpm keeps it, or a member of a workspace needs it alone", () => {
    const store = ".pnpm/kumiki@file+packed/node_modules";
    check({ dependencies: { kumiki: "file:../packed/kumiki.tgz" } }, "file:../../packed/kumiki.tgz", { store });
    check({}, "file:../../packed/kumiki.tgz", { member: { devDependencies: { kumiki: "file:../packed/kumiki.tgz" } } });
  });
  test("in the running version where nobody says from where it came", () => {
    check(undefined, "^1.2.3");
    check({}, "^1.2.3");
    check("{", "^1.2.3");
    check('\uFEFF{ "dependencies": { "kumiki": "~1.2.0" } }', "~1.2.0");
  });
  test("from a checkout as a folder", () =>
    expect(kumikiSource({ folder: "/src/kumiki", version: "1.2.3" }, "/src/site")).toBe("file:../kumiki"));
});

test("kumiki --version says the version of package.json", async () => {
  const { version } = (await import("../../package.json")).default;
  expect(await run(["--version"], ROOT)).toEqual({ exitCode: 0, stdout: `${version}\n`, stderr: "" });
});
