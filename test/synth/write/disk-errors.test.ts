import type * as fs from "node:fs";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { expect, test, vi } from "vitest";
import { OutputError } from "../../../lib/synth/write/output-error.ts";
import type { OutputFile } from "../../../lib/text/output-file.ts";
import { MEMORY, scratch } from "../../terminal.ts";
import { brokenBetween, clusterFiles, readTree, writeTexts, writeTree } from "./output-tree.ts";

/** The n-th call of the file system from now on fails. */
const disk = vi.hoisted(() => ({ calls: 0, failAt: 0, code: "" }));

/** One never fails, the other has a function of its own. */
const UNTOUCHED = vi.hoisted(() => new Set(["existsSync", "realpathSync"]));

vi.mock("node:fs", async (load) => {
  const real = await load<typeof fs>();
  const failing =
    (name: string, original: (...given: readonly unknown[]) => unknown) =>
    (...given: readonly unknown[]): unknown => {
      disk.calls += 1;
      if (disk.calls !== disk.failAt) return original(...given);
      throw Object.assign(new Error(`${disk.code}: ${name}`), { code: disk.code });
    };
  return Object.fromEntries(
    Object.entries(real).map(([name, value]) => [
      name,
      typeof value === "function" && /^[a-z].*Sync$/.test(name) && !UNTOUCHED.has(name)
        ? failing(name, value as () => unknown)
        : value,
    ]),
  );
});

const OLD = clusterFiles({ gone: ["a"], stays: ["a", "goes"] }, "old");
const NEW = clusterFiles({ comes: ["a"], stays: ["a", "comes"] }, "new");

const startFrom = (files: readonly OutputFile[]): string => {
  disk.failAt = 0;
  const folder = join(scratch(MEMORY), "dist");
  writeTexts(folder, { "c/notes.txt": "mine" });
  writeTree(folder, files);
  return folder;
};

const failureOf = (work: () => void): unknown => {
  try {
    work();
  } catch (error) {
    return error;
  }
  return undefined;
};

/** Lets each call of a run fail in turn. */
const check = (code: string, words: string): void => {
  const calm = startFrom(OLD);
  const before = readTree(calm);
  disk.calls = 0;
  writeTree(calm, NEW);
  const total = disk.calls;
  const after = readTree(calm);
  for (let at = 1; at <= total; at += 1) {
    const folder = startFrom(OLD);
    Object.assign(disk, { calls: 0, failAt: at, code });
    const error = failureOf(() => writeTree(folder, NEW));
    disk.failAt = 0;
    const found = readTree(folder);
    expect(error, `call ${at}`).toBeInstanceOf(OutputError);
    const { message } = error as OutputError;
    expect(message).toContain(words);
    expect(message).not.toMatch(/\n|\.tmp/);
    if (/nothing was changed|^Cannot (?:read|look)/.test(message)) expect([...found]).toEqual([...before]);
    else expect(message).toMatch(/\d+ (?:of \d+ )?files were written.*repeat the run$/);
    expect(brokenBetween(found, before, after)).toEqual([]);
    expect(
      [...found.keys()].filter((path) => path.includes(".kumiki-") && !message.startsWith("Cannot remove")),
    ).toEqual([]);
    writeTree(folder, NEW);
    expect([...readTree(folder)]).toEqual([...after]);
  }
  expect(total).toBeGreaterThan(NEW.length);
};

test("a quota that is used up at any call is one sentence, which says what was changed", () =>
  check("EDQUOT", "the disk quota is used up"));
test("an error that nobody has words for is told as it is", () => {
  const folder = startFrom([]);
  Object.assign(disk, { calls: 0, failAt: 3, code: "EWHAT" });
  expect(failureOf(() => writeTree(folder, NEW))).toMatchObject({
    message: expect.stringContaining("EWHAT") as string,
  });
  disk.failAt = 0;
  expect(existsSync(join(folder, "c/README.md"))).toBe(false);
});
