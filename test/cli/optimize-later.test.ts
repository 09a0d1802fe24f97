import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { expect, test } from "vitest";
import { ROOT } from "../terminal.ts";

/** What a run tells V8, by a module that is loaded before it. */
const toldBy = (command: readonly string[], ...nodeArgs: readonly string[]): string => {
  const listen = `process.getBuiltinModule("node:v8").setFlagsFromString = (flag) => console.error(flag);`;
  const preload = `data:text/javascript,${encodeURIComponent(listen)}`;
  const args = [...nodeArgs, "--import", preload, join(ROOT, "bin/kumiki.js"), ...command];
  return spawnSync(process.execPath, args, { cwd: ROOT, encoding: "utf8" }).stderr;
};

const SYNTH = ["synth", "apps/lecture/main.ts", "--check", "--quiet"];
const isNode20 = process.versions.v8.startsWith("11.");

test("Node 20 alone is told to optimize later, once a program has loaded cdk8s", () => {
  expect(toldBy(SYNTH)).toBe(isNode20 ? "--interrupt-budget=500000\n" : "");
  expect(toldBy(["--version"])).toBe("");
});

test("whoever starts Node with a budget of their own keeps that", () => {
  const budget = isNode20 ? "--interrupt-budget=70000" : "--no-warnings";
  expect(toldBy(SYNTH, budget)).toBe("");
});
