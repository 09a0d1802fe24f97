import { expect, test } from "vitest";
import type { OutputPlan } from "../../../lib/synth/write/plan-output.ts";
import { type Ground, planStaging } from "../../../lib/synth/write/plan-staging.ts";

const fileOf = (path: string) => ({ path, text: "" });

const PLAN: OutputPlan = {
  added: ["a/new.yaml", "new/deep/b.yaml", "new/c.yaml", "a/sub/d.yaml"].map(fileOf),
  changed: [{ file: fileOf("a/old.yaml"), before: "old" }],
  removed: ["gone/deep/e.yaml"],
  unchanged: [],
  foreign: [],
  findings: [],
};

const THERE = new Set(["a", "gone", "gone/deep"]);
const isThere = (folder: string): boolean => THERE.has(folder);

const shown = (path: string): string => path.replaceAll(String(process.pid), "PID");

const check = (
  ground: Ground,
  expected: { made: string[]; moves: Record<string, string>; atStake: string[] },
): void => {
  const { made, moves, writes, atStake } = planStaging(PLAN, ground);
  expect({
    made: made.map(shown),
    moves: Object.fromEntries(moves.map(({ from, to }) => [to, shown(from)])),
    atStake,
  }).toEqual(expected);
  expect(moves.reduce((sum, { files }) => sum + files, 0)).toBe(writes.length);
  for (const { file, at } of writes) {
    const move = moves.find(({ from }) => at === from || at.startsWith(`${from}/`));
    expect(`${move?.to}${at.slice(move?.from.length)}`).toBe(file.path);
  }
};

test("a folder that is new is filled under a temporary name, and moved whole", () =>
  check(
    { isThere, movesFolders: true },
    {
      made: [".kumiki-PID-1.tmp/deep/", ".kumiki-PID-1.tmp/", "a/.kumiki-PID-3.tmp/"],
      moves: {
        "a/new.yaml": "a/.kumiki-PID-0.tmp",
        new: ".kumiki-PID-1.tmp",
        "a/sub": "a/.kumiki-PID-3.tmp",
        "a/old.yaml": "a/.kumiki-PID-4.tmp",
      },
      atStake: ["gone/deep", "gone"],
    },
  ));

test("a folder is made under its own name where folders cannot be moved", () =>
  check(
    { isThere, movesFolders: false },
    {
      made: ["new/deep/", "new/", "a/sub/"],
      moves: {
        "a/new.yaml": "a/.kumiki-PID-0.tmp",
        "new/deep/b.yaml": "new/deep/.kumiki-PID-1.tmp",
        "new/c.yaml": "new/.kumiki-PID-2.tmp",
        "a/sub/d.yaml": "a/sub/.kumiki-PID-3.tmp",
        "a/old.yaml": "a/.kumiki-PID-4.tmp",
      },
      atStake: ["new/deep", "a/sub", "gone/deep", "new", "gone"],
    },
  ));
