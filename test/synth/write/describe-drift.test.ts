import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { compareLines } from "../../../lib/synth/write/compare-lines.ts";
import { describeDrift } from "../../../lib/synth/write/describe-drift.ts";
import { findDrift } from "../../../lib/synth/write/find-drift.ts";
import { markFile } from "../../../lib/synth/write/mark.ts";
import { type OutputPlan, planOutput } from "../../../lib/synth/write/plan-output.ts";
import { type FileOnDisk, readOutput } from "../../../lib/synth/write/read-output.ts";
import type { OutputFile } from "../../../lib/text/output-file.ts";

const onDisk = (text: string, program: string | undefined = "main.ts"): FileOnDisk => ({
  text,
  mark: program === undefined ? undefined : { program },
  executable: false,
});

const planFor = (
  files: readonly OutputFile[],
  there: Readonly<Record<string, FileOnDisk>>,
  others: readonly string[] = [],
): OutputPlan => {
  const disk = { obstacles: new Set<string>(), folders: new Set<string>(), leftovers: [], others: new Set(others) };
  const isOurs = (program: string): boolean => program === "main.ts";
  return planOutput(files, { ...disk, files: new Map(Object.entries(there)) }, { isOurs });
};

/** What is said of files that are made, of those that lie there, and of links. */
const check = ([files, there, others]: Parameters<typeof planFor>, expected: readonly string[]): void =>
  expect(describeDrift("dist", findDrift(planFor(files, there, others)))).toEqual(expected);

const NUMBERS = ["1", "2", "3", "4", "5", "6", "7", "8", "9"];
const lines = (...names: readonly string[]): string => names.map((name) => `${name}\n`).join("");

describe("drift", () => {
  test("of an output that is what the program makes is nothing", () =>
    check([[{ path: "a.yaml", text: "a: 1\n" }], { "a.yaml": onDisk("a: 1\n") }], []));
  test("names what is missing, changed, stale and foreign", () =>
    check(
      [
        [
          { path: "c/new.yaml", text: "" },
          { path: "c/a.yaml", text: "b\n" },
        ],
        {
          "c/a.yaml": onDisk("a\n"),
          "c/deep/old.yaml": onDisk(""),
          "c/deep/notes.yaml": { ...onDisk(""), mark: undefined },
          "notes.txt": { ...onDisk(""), mark: undefined },
          "c/other.yaml": onDisk("", "other.ts"),
        },
        ["c/link", "link"],
      ],
      [
        "missing  dist/c/new.yaml",
        "changed  dist/c/a.yaml",
        "  @@ -1,1 +1,1 @@",
        "  -a",
        "  +b",
        "stale    dist/c/deep/old.yaml",
        "foreign  dist/c/deep/notes.yaml",
        "foreign  dist/c/link",
      ],
    ));
  test("shows three lines around what differs, and each place by itself", () =>
    check(
      [[{ path: "a", text: lines("0", ...NUMBERS, "new") }], { a: onDisk(lines(...NUMBERS, "old")) }],
      [
        "changed  dist/a",
        "  @@ -1,3 +1,4 @@",
        "  +0",
        "   1",
        "   2",
        "   3",
        "  @@ -7,4 +8,4 @@",
        "   7",
        "   8",
        "   9",
        "  -old",
        "  +new",
      ],
    ));
  test("counts as diff does where one side has no lines", () =>
    check([[{ path: "a", text: "1\n" }], { a: onDisk("") }], ["changed  dist/a", "  @@ -0,0 +1,1 @@", "  +1"]));
  test("says where no line differs", () =>
    check(
      [[{ path: "a.sh", text: "a\n", executable: true }], { "a.sh": onDisk("a\n") }],
      ["changed  dist/a.sh", "  (the executable bit alone)"],
    ));
  test("never shows the value of a Secret, of neither side", () => {
    const secret = (value: string): string =>
      `# Written by kumiki from main.ts; do not edit\n---\napiVersion: v1\nkind: Secret\nmetadata:\n  name: a\nstringData:\n  key: ${value}\n`;
    const plan = planFor([{ path: "a.yaml", text: secret("hunter-new") }], { "a.yaml": onDisk(secret("hunter-old")) });
    const said = JSON.stringify([findDrift(plan), describeDrift("dist", findDrift(plan))]);
    expect(said).toContain("(hidden ");
    expect(said).not.toContain("hunter");
  });
});

describe("compareLines", () => {
  const count = (length: number, word: string): string =>
    lines(...Array.from({ length }, (_, index) => `${word} ${index}`));
  test("bounds what is shown of a large file, and says how much more there is", () => {
    const { hunks, omitted } = compareLines(count(900, "old"), "");
    expect([hunks.flatMap((hunk) => hunk.lines).length, omitted]).toEqual([200, 700]);
  });
  test("does not compare what has nothing in common, and shows some of both sides", () => {
    const { hunks, omitted } = compareLines(`same\n${count(50_000, "old")}end\n`, `same\n${count(40_000, "new")}end\n`);
    const shown = hunks.flatMap((hunk) => hunk.lines);
    expect([shown[0], shown[99], shown[100], shown.length, omitted]).toEqual([
      "-old 0",
      "-old 99",
      "+new 0",
      200,
      89_800,
    ]);
    expect(hunks[0]).toMatchObject({ oldStart: 2, oldLines: 50_000, newStart: 2, newLines: 40_000 });
  });
  test("tells every line that differs: its hunks turn one text into the other", () => {
    const text = fc.array(fc.constantFrom("a", "b", "c"), { maxLength: 30 }).map((names) => lines(...names));
    fc.assert(
      fc.property(text, text, (before, after) => {
        const there = before.split("\n");
        const { hunks } = compareLines(before, after);
        for (const { oldStart, oldLines, lines: shown } of hunks.toReversed()) {
          const made = shown.filter((line) => !line.startsWith("-")).map((line) => line.slice(1));
          there.splice(oldStart - 1, oldLines, ...made);
        }
        expect(there.join("\n")).toBe(after);
      }),
    );
  });
});

test("a file whose executable bit alone differs has no line that does", () => {
  const file = markFile({ path: "secrets.sh", text: "#!/bin/sh\necho a\n", executable: true }, "main.ts");
  const folder = mkdtempSync(join(tmpdir(), "kumiki-test-"));
  writeFileSync(join(folder, "secrets.sh"), file.text);
  const { changed } = findDrift(planOutput([file], readOutput(folder, [file]), { isOurs: () => true }));
  expect(changed).toEqual([{ path: "secrets.sh", hunks: [], omitted: 0, alone: "the executable bit" }]);
});
