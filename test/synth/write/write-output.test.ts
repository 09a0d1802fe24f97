import {
  chmodSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, test } from "vitest";
import { markFile } from "../../../lib/synth/write/mark.ts";
import { OutputError } from "../../../lib/synth/write/output-error.ts";
import { type OutputOwner, type OutputPlan, planOutput } from "../../../lib/synth/write/plan-output.ts";
import { readOutput } from "../../../lib/synth/write/read-output.ts";
import { writeOutput } from "../../../lib/synth/write/write-output.ts";
import { removingOrder, writingOrder } from "../../../lib/synth/write/writing-order.ts";
import type { OutputFile } from "../../../lib/text/output-file.ts";
import { type Files, scratch, writeFiles } from "../../terminal.ts";

const filesOf = (texts: Files, program = "main.ts"): readonly OutputFile[] =>
  Object.entries(texts).map(([path, text]) => markFile({ path, text }, program));

const OWNER: OutputOwner = { isOurs: (program) => program === "main.ts" };

const newFolder = (texts: Files = {}): string => writeFiles(scratch(), texts);

const plan = (folder: string, files: readonly OutputFile[], owner = OWNER): OutputPlan =>
  planOutput(files, readOutput(folder, files), owner);

/** One run, as `kumiki synth` does it. */
const run = (folder: string, files: readonly OutputFile[], owner = OWNER): OutputPlan => {
  const disk = readOutput(folder, files);
  const made = planOutput(files, disk, owner);
  if (made.findings.length === 0) writeOutput(folder, made, disk);
  return made;
};

const list = (folder: string): readonly string[] => (readdirSync(folder, { recursive: true }) as string[]).toSorted();

const codes = ({ findings }: OutputPlan): readonly string[] =>
  findings.map(({ code, about }) => `${code} ${about.path}`);

describe("writing", () => {
  test("makes files and folders, executable ones executable, and leaves nothing else", () => {
    const folder = join(newFolder(), "new", "dist");
    run(folder, [...filesOf({ "a/b/c.yaml": "c: 1\n" }), { path: "setup.sh", text: "#!/bin/sh\n", executable: true }]);
    expect(list(folder)).toEqual(["a", "a/b", "a/b/c.yaml", "setup.sh"]);
    expect(readFileSync(join(folder, "a/b/c.yaml"), "utf8")).toContain("c: 1");
    expect([
      statSync(join(folder, "setup.sh")).mode & 0o100,
      statSync(join(folder, "a/b/c.yaml")).mode & 0o111,
    ]).toEqual([0o100, 0]);
  });
  test("does not touch a file whose bytes stay, and replaces one whose executable bit changes", () => {
    const folder = newFolder();
    const files = filesOf({ "a.yaml": "a: 1\n", "b.yaml": "b: 1\n" });
    run(folder, files);
    utimesSync(join(folder, "a.yaml"), 1000, 1000);
    const next = run(folder, [...files.slice(0, 1), ...filesOf({ "b.yaml": "b: 2\n" })]);
    expect([next.unchanged, next.changed.map(({ file }) => file.path)]).toEqual([["a.yaml"], ["b.yaml"]]);
    expect(statSync(join(folder, "a.yaml")).mtimeMs).toBe(1_000_000);
    const executable = files.map((file) => ({ ...file, executable: true as const }));
    expect(run(folder, executable).changed).toHaveLength(2);
    expect(run(folder, executable).unchanged).toHaveLength(2);
  });
  test("leaves a file closed that somebody closed, executable or not", () => {
    const folder = newFolder();
    const files = (text: string): readonly OutputFile[] =>
      filesOf({ "a.yaml": text, "b.sh": text, "c.yaml": text }).map((file) =>
        file.path === "b.sh" ? { ...file, executable: true as const } : file,
      );
    run(folder, files("a: 1\n"));
    for (const path of ["a.yaml", "b.sh"]) chmodSync(join(folder, path), 0o600);
    run(folder, files("a: 2\n"));
    expect(["a.yaml", "b.sh", "c.yaml"].map((path) => statSync(join(folder, path)).mode & 0o777)).toEqual([
      0o600,
      0o700,
      0o666 & ~process.umask(),
    ]);
  });
  test("does not mind the executable bit where the file system gives it to every file", () => {
    const folder = newFolder();
    const files = [...filesOf({ "a.yaml": "a: 1\n" }), ...filesOf({ "b.sh": "b\n" })].map((file) =>
      file.path === "b.sh" ? { ...file, executable: true as const } : file,
    );
    run(folder, files);
    chmodSync(join(folder, "a.yaml"), 0o755);
    expect(run(folder, files).unchanged).toEqual(["a.yaml", "b.sh"]);
    chmodSync(join(folder, "a.yaml"), 0o644);
    chmodSync(join(folder, "b.sh"), 0o644);
    expect(run(folder, files).changed).toHaveLength(1);
  });
  test("leaves a stranger's file alone, writes nothing, and names it", () => {
    const folder = newFolder({ "a.yaml": "mine\n" });
    const found = run(folder, filesOf({ "a.yaml": "a: 1\n", "b.yaml": "b: 1\n" }));
    expect(codes(found)).toEqual(["file-not-ours a.yaml"]);
    expect(list(folder)).toEqual(["a.yaml"]);
    expect(readFileSync(join(folder, "a.yaml"), "utf8")).toBe("mine\n");
  });
  test("leaves another program's file alone, and overwrites it once that program is gone", () => {
    const folder = newFolder();
    run(folder, filesOf({ "a.yaml": "a: 1\n" }, "other.ts"), { isOurs: () => true });
    expect(codes(run(folder, filesOf({ "a.yaml": "a: 1\n" })))).toEqual(["file-of-another-program a.yaml"]);
    const isGone = (program: string): boolean => program === "other.ts";
    expect(run(folder, filesOf({ "a.yaml": "a: 1\n" }), { ...OWNER, isGone }).changed).toHaveLength(1);
  });
  test("removes what its own program no longer makes, with folders that become empty, and nothing else", () => {
    const folder = newFolder({ "old/deep/mine.txt": "mine", "empty-before/.keep": "" });
    run(folder, filesOf({ "old/deep/a.yaml": "a: 1\n", "gone/deep/b.yaml": "b: 1\n", "c.yaml": "c: 1\n" }));
    run(folder, filesOf({ "d.yaml": "d: 1\n" }, "other.ts"), { isOurs: (program) => program === "other.ts" });
    const next = run(folder, filesOf({ "c.yaml": "c: 1\n" }));
    expect(next.removed).toEqual(["gone/deep/b.yaml", "old/deep/a.yaml"]);
    expect(list(folder)).toEqual([
      "c.yaml",
      "d.yaml",
      "empty-before",
      "empty-before/.keep",
      "old",
      "old/deep",
      "old/deep/mine.txt",
    ]);
  });
  test("removes nothing of another output folder that lies below", () => {
    const folder = newFolder();
    const ofCluster = (cluster: string) =>
      filesOf({
        [`${cluster}/inventory.json`]: "{}\n",
        [`${cluster}/manifests/a.yaml`]: "a: 1\n",
        "hosts/a.yml": "a: 1\n",
      });
    run(join(folder, "dist"), ofCluster("one"));
    run(folder, ofCluster("old"));
    const next = run(folder, ofCluster("two"));
    expect(next.removed).toEqual(["old/inventory.json", "old/manifests/a.yaml"]);
    expect(run(join(folder, "dist"), ofCluster("two")).removed).toEqual(["one/inventory.json", "one/manifests/a.yaml"]);
  });
  test("fills a folder that is there, though nobody read it", () => {
    const folder = newFolder({ "a/b/mine.txt": "mine" });
    const added = filesOf({ "a/b/c.yaml": "c: 1\n", "a/d/e.yaml": "e: 1\n" });
    writeOutput(folder, { ...plan(folder, []), added });
    expect(list(folder)).toEqual(["a", "a/b", "a/b/c.yaml", "a/b/mine.txt", "a/d", "a/d/e.yaml"]);
  });
  test("removes only where the run answers for", () => {
    const folder = newFolder();
    run(folder, filesOf({ "one/a.yaml": "a: 1\n", "two/b.yaml": "b: 1\n" }));
    const answersFor = (path: string): boolean => path.startsWith("one/");
    expect(plan(folder, [], { ...OWNER, answersFor }).removed).toEqual(["one/a.yaml"]);
  });
  test("sweeps what an interrupted run left, and of the folders that are empty those which it had listed", () => {
    const folder = newFolder({
      "made/deep/.kumiki-7-0.tmp": "",
      "mine/.kumiki-7-1.tmp": "",
      ".kumiki-1-2.tmp": "half",
    });
    writeFileSync(join(folder, ".kumiki-7-folders.tmp"), "made/deep\nmade\n..\n../outside\ngone");
    run(folder, filesOf({ "b.yaml": "b: 1\n" }));
    expect(list(folder)).toEqual(["b.yaml", "mine"]);
  });
  test("a name that changes in case alone keeps its file", () => {
    const folder = newFolder();
    run(folder, filesOf({ "Site.yaml": "a: 1\n" }));
    run(folder, filesOf({ "site.yaml": "a: 1\n" }));
    expect(list(folder)).toEqual(["site.yaml"]);
  });
  test("puts objects in place before the Kustomizations that name them, the innermost first", () =>
    expect(writingOrder(["Kustomization", "a/Kustomization", "a/b.yaml", "a/b/Kustomization", "c.yaml"])).toEqual([
      "a/b.yaml",
      "c.yaml",
      "a/b/Kustomization",
      "a/Kustomization",
      "Kustomization",
    ]));
  test("removes Kustomizations before what they name, the outermost first", () =>
    expect(removingOrder(["Kustomization", "A/b.yaml", "A/Kustomization"])).toEqual([
      "Kustomization",
      "A/Kustomization",
      "A/b.yaml",
    ]));
  test("works through an output folder that is a link", () => {
    const folder = newFolder();
    symlinkSync(newFolder(), join(folder, "dist"));
    run(join(folder, "dist"), filesOf({ "a.yaml": "a: 1\n" }));
    expect(list(join(folder, "dist"))).toEqual(["a.yaml"]);
    expect(lstatSync(join(folder, "dist")).isSymbolicLink()).toBe(true);
  });
});

describe("writing refuses", () => {
  test("to follow a link out of the output folder, to read through it, or to replace it", () => {
    const outside = newFolder({ "a.yaml": "# Written by kumiki from main.ts; do not edit\n" });
    const folder = newFolder();
    symlinkSync(outside, join(folder, "linked"));
    symlinkSync(join(outside, "a.yaml"), join(folder, "b.yaml"));
    symlinkSync(join(outside, "nowhere"), join(folder, "c.yaml"));
    const found = run(folder, filesOf({ "linked/a.yaml": "a: 1\n", "b.yaml": "b: 1\n", "c.yaml": "c: 1\n" }));
    expect(codes(found)).toEqual(["path-escapes linked/a.yaml", "path-escapes b.yaml", "path-escapes c.yaml"]);
    expect(found.findings.map(({ message }) => message)).toEqual([
      expect.stringContaining('"linked/a.yaml": found linked in its way, which is no folder; '),
      expect.stringContaining('"b.yaml": found a link, a folder or a device in its place; '),
      expect.stringContaining('"c.yaml": found a link, a folder or a device in its place; '),
    ]);
    expect(found.removed).toEqual([]);
    expect(readFileSync(join(outside, "a.yaml"), "utf8")).not.toContain("a: 1");
  });
  test("to follow a link at any level, or to look for stale files behind it", () => {
    for (const link of ["a", "a/b", "a/b/c.yaml"]) {
      const outside = newFolder(
        Object.fromEntries(filesOf({ "b/c.yaml": "", "c.yaml": "", old: "" }).map(({ path, text }) => [path, text])),
      );
      const before = list(outside);
      const folder = newFolder();
      mkdirSync(dirname(join(folder, link)), { recursive: true });
      symlinkSync(link.endsWith(".yaml") ? join(outside, "c.yaml") : outside, join(folder, link));
      const found = run(folder, filesOf({ "a/b/c.yaml": "c: 1\n", "d.yaml": "d: 1\n" }));
      expect([codes(found), found.removed]).toEqual([["path-escapes a/b/c.yaml"], []]);
      expect([list(outside), readFileSync(join(outside, "c.yaml"), "utf8")]).toEqual([
        before,
        expect.not.stringContaining("c: 1"),
      ]);
      expect(lstatSync(join(folder, link)).isSymbolicLink()).toBe(true);
    }
  });
  test("an output folder that is a link to nowhere, in one sentence", () => {
    const folder = newFolder();
    symlinkSync(join(folder, "nowhere"), join(folder, "dist"));
    expect(() => run(join(folder, "dist"), filesOf({ "a.yaml": "" }))).toThrow(OutputError);
    expect(list(folder)).toEqual(["dist"]);
  });
  test("a folder where a file is wanted, and a file where a folder is wanted", () => {
    const folder = newFolder({ "a.yaml/b": "", c: "" });
    expect(codes(run(folder, filesOf({ "a.yaml": "a: 1\n", "c/d.yaml": "d: 1\n" })))).toEqual([
      "path-escapes a.yaml",
      "path-escapes c/d.yaml",
    ]);
  });
  test("paths that lead out, or mean something else elsewhere", () => {
    const folder = newFolder();
    for (const path of [
      "../a",
      "a/../../b",
      "/a",
      "C:/a",
      "a\\b",
      "a\0b",
      "a//b",
      "./a",
      "",
      "CON",
      "a/nul.yaml",
      "a./b",
      "a ",
      "a:b",
      "a/b?",
      "x".repeat(256),
    ])
      expect(codes(run(folder, [{ path, text: "" }]))).toEqual([`path-escapes ${path}`]);
    expect(list(folder)).toEqual([]);
  });
  test("names that differ in case alone, between files and against a stranger's", () => {
    const folder = newFolder({ "readme.md": "mine" });
    expect(codes(run(folder, filesOf({ "a/B.yaml": "", "a/b.yaml": "" })))).toEqual(["path-clash a/b.yaml"]);
    expect(codes(run(folder, filesOf({ "README.md": "" })))).toEqual(["path-clash README.md"]);
    expect(codes(run(folder, filesOf({ "x/y.yaml": "", x: "" })))).toEqual(["path-clash x"]);
    expect(codes(run(folder, [...filesOf({ "a.yaml": "" }), ...filesOf({ "a.yaml": "" })]))).toEqual([
      "path-twice a.yaml",
    ]);
  });
  test("an output folder that is a file, or lies below one, in one sentence", () => {
    const file = join(newFolder({ taken: "" }), "taken");
    for (const folder of [file, join(file, "dist"), join(file, "sub", "dist")]) {
      expect(() => run(folder, filesOf({ "a.yaml": "a: 1\n" }))).toThrow(
        new OutputError(`Cannot write to ${folder}: ${file} is no folder; name another`),
      );
    }
  });
  test("half a run: where one temporary file cannot be written, nothing is left", () => {
    const folder = newFolder();
    run(folder, filesOf({ "a.yaml": "a: 1\n" }));
    const files = filesOf({ "a.yaml": "a: 2\n", "new/b.yaml": "b: 1\n", "c.yaml": "c: 1\n" });
    const made = plan(folder, files);
    // Went away between reading and writing.
    const late = { ...made, added: [...made.added, { path: "late/d.yaml", text: "" }] };
    expect(() => writeOutput(folder, late, { folders: new Set(["late"]), leftovers: [] })).toThrow(
      "nothing was changed",
    );
    expect(list(folder)).toEqual(["a.yaml"]);
    expect(readFileSync(join(folder, "a.yaml"), "utf8")).toContain("a: 1");
  });
});
