import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { expect, test } from "vitest";
import { ROOT } from "../terminal.ts";

/** What the command line tells V8, by a module that is loaded before it. */
const toldTo = (...nodeArgs: readonly string[]): string => {
  const listen = `process.getBuiltinModule("node:v8").setFlagsFromString = (flag) => console.error(flag);`;
  const preload = `data:text/javascript,${encodeURIComponent(listen)}`;
  const args = [...nodeArgs, "--import", preload, join(ROOT, "bin/kumiki.js"), "--version"];
  return spawnSync(process.execPath, args, { encoding: "utf8" }).stderr;
};

const isNode20 = process.versions.v8.startsWith("11.");

test("Node 20 alone is told to optimize later, for it would do so in vain", () =>
  expect(toldTo()).toBe(isNode20 ? "--interrupt-budget=500000\n" : ""));

test.runIf(isNode20)("whoever starts Node with a budget of their own keeps that", () =>
  expect(toldTo("--interrupt-budget=70000")).toBe(""),
);
