import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { compareLines } from "../../../lib/synth/write/compare-lines.ts";
import { describeDrift } from "../../../lib/synth/write/describe-drift.ts";
import { type Drift, findDrift } from "../../../lib/synth/write/find-drift.ts";
import { markFile } from "../../../lib/synth/write/mark.ts";
import { EMPTY_PLAN, type OutputPlan, planOutput } from "../../../lib/synth/write/plan-output.ts";
import type { ComparedFolder } from "../../../lib/synth/write/read-compared-values.ts";
import { type FileOnDisk, readOutput } from "../../../lib/synth/write/read-output.ts";
import type { OutputFile } from "../../../lib/text/output-file.ts";
import { type Files, scratch, writeFiles } from "../../terminal.ts";

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
  const disk = {
    obstacles: new Map<string, string>(),
    folders: new Set<string>(),
    leftovers: [],
    others: new Set(others),
  };
  const isOurs = (program: string): boolean => program === "main.ts";
  return planOutput(files, { ...disk, files: new Map(Object.entries(there)) }, { isOurs });
};

const driftOf = (plan: OutputPlan): Drift => findDrift([{ folder: "dist", plan }])[0] as Drift;

/** What is said of files that are made, of those that lie there, and of links. */
const check = ([files, there, others]: Parameters<typeof planFor>, expected: readonly string[]): void =>
  expect(describeDrift("dist", driftOf(planFor(files, there, others)))).toEqual(expected);

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
  test("says where git has given lines the ends of Windows, of a Secret too", () => {
    const texts = ["1\n2\n", "apiVersion: v1\nkind: Secret\nmetadata:\n  name: a\nstringData:\n  key: hunter2\n"];
    for (const text of texts)
      check(
        [[{ path: "a.yaml", text }], { "a.yaml": onDisk(text.replaceAll("\n", "\r\n")) }],
        ["changed  dist/a.yaml", "  (the line ends alone)"],
      );
  });
  test("never shows the value of a Secret, of neither side", () => {
    const secret = (value: string): string =>
      `# Written by kumiki from main.ts; do not edit\n---\napiVersion: v1\nkind: Secret\nmetadata:\n  name: a\nstringData:\n  key: ${value}\n`;
    const plan = planFor([{ path: "a.yaml", text: secret("hunter-new") }], { "a.yaml": onDisk(secret("hunter-old")) });
    const said = JSON.stringify([driftOf(plan), describeDrift("dist", driftOf(plan))]);
    expect(said).toContain("(hidden ");
    expect(said).not.toContain("hunter");
  });
});

describe("drift hides a copy of a value of a Secret", () => {
  const secret = (value: string): string =>
    `apiVersion: v1\nkind: Secret\nmetadata:\n  name: a\nstringData:\n  key: ${value}\n`;
  const copy = (value: string): string => `url: a://u:${value}@b\nencoded: ${Buffer.from(value).toString("base64")}\n`;
  const marked = (text: string): string => `# Written by kumiki from main.ts; do not edit\n---\n${text}`;
  const nothing = EMPTY_PLAN;
  const changed: OutputPlan = {
    ...nothing,
    changed: [{ file: { path: "copy.yaml", text: marked(copy("value-new")) }, before: marked(copy("value-old")) }],
  };
  /** A folder where these files lie. */
  const folderOf = (files: Files): string => writeFiles(scratch(), files);
  test.each<[string, () => readonly ComparedFolder[]]>([
    [
      "that stands in the same file",
      () => [
        {
          folder: folderOf({}),
          plan: {
            ...nothing,
            changed: [
              {
                file: { path: "all.yaml", text: `a: 1\n---\n${secret("value-new")}---\n${copy("value-new")}` },
                before: `${secret("value-old")}---\n${copy("value-old")}`,
              },
            ],
          },
        },
      ],
    ],
    [
      "that is added, and of one that is removed",
      () => [
        {
          folder: folderOf({ "secret.yaml": marked(secret("value-old")) }),
          plan: { ...changed, added: [{ path: "new.yaml", text: secret("value-new") }], removed: ["secret.yaml"] },
        },
      ],
    ],
    [
      "that stays as it is",
      () => [
        {
          folder: folderOf({ "secret.yaml": `${secret("value-new")}---\n${secret("value-old")}` }),
          plan: { ...changed, unchanged: ["secret.yaml", "gone.yaml"] },
        },
      ],
    ],
    [
      "of another folder of the run",
      () => [
        { folder: folderOf({}), plan: changed },
        {
          folder: folderOf({ "secret.yaml": `${secret("value-new")}--- ${JSON.stringify(secretOf("value-old"))}\n` }),
          plan: { ...nothing, unchanged: ["secret.yaml"] },
        },
      ],
    ],
  ])("%s", (_, folders) => {
    const said = JSON.stringify(findDrift(folders()));
    expect(said.match(/(url: a:\/\/u:|encoded: )\(hidden [0-9a-f]{12}\)/g)).toHaveLength(4);
    expect(VALUES.filter((value) => said.includes(value))).toEqual([]);
  });
  test("but not one that is shorter than six characters", () => {
    const plan = {
      ...nothing,
      changed: [{ file: { path: "a", text: "isAdmin: false\n" }, before: `isAdmin: true\n---\n${secret("admin")}` }],
    };
    expect(JSON.stringify(findDrift([{ folder: folderOf({}), plan }]))).toContain('"-isAdmin: true"');
  });
  test("and reads nothing where no line is shown", () => {
    const plan = { ...nothing, added: [{ path: "a", text: "" }] };
    const known = (): never => {
      throw new Error("asked");
    };
    expect(findDrift([{ folder: "/nowhere", plan }], known)).toMatchObject([{ missing: ["a"] }]);
  });
});

const secretOf = (value: string): object => ({ kind: "Secret", data: { key: Buffer.from(value).toString("base64") } });
const VALUES = ["value-old", "value-new"].flatMap((value) => [value, Buffer.from(value).toString("base64")]);

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
  const folder = writeFiles(scratch(), { "secrets.sh": file.text });
  const { changed } = driftOf(planOutput([file], readOutput(folder, [file]), { isOurs: () => true }));
  expect(changed).toEqual([{ path: "secrets.sh", hunks: [], omitted: 0, alone: "the executable bit" }]);
});
