import { spawnSync } from "node:child_process";
import { chmodSync, cpSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { markFile } from "../../../lib/synth/write/mark.ts";
import type { OutputFile } from "../../../lib/text/output-file.ts";
import { canMount } from "../../can-mount.ts";
import { MEMORY, scratch } from "../../terminal.ts";
import { bundleChildren } from "./children.ts";
import { clusterFiles, readTree, writeTree } from "./output-tree.ts";

const children = await bundleChildren(["write-tree"]);

const OLD = clusterFiles({ gone: ["a"], stays: ["a"] }, "old");
const NEW = clusterFiles({ comes: ["a"], stays: ["a", "b"] }, "new");

/** So many small files in folders of a hundred. */
const many = (count: number, word: string): readonly OutputFile[] =>
  Array.from({ length: count }, (_, index) =>
    markFile({ path: `big/${Math.floor(index / 100)}/${index}.yaml`, text: `${word}: ${index}\n` }, "main.ts"),
  );

interface Disk {
  /** What tmpfs is told. */
  readonly options?: string;
  readonly before: readonly OutputFile[];
  /** What happens to the mounted disk before the run. */
  readonly meanwhile?: string;
  readonly files: readonly OutputFile[];
  /** The output folder, from `dist` on. */
  readonly below?: string;
}

/** A run on a disk of its own, which is seen by nobody else and gone with it: what the run said, and what was there after. */
const runOn = ({ options = "size=16m", before, meanwhile = ":", files, below = "" }: Disk) => {
  const folder = scratch(MEMORY);
  const [mount, copy, given, list] = ["mount", "copy", "given", "list.json"].map((name) => join(folder, name));
  mkdirSync(mount ?? "");
  writeTree(given ?? "", before);
  writeFileSync(list ?? "", JSON.stringify(files));
  const script = `mount -t tmpfs -o ${options} none "$1" && cp -a "$3" "$1/dist" && { ${meanwhile}; } || exit 9
    "$5" "$6" "$1/dist${below}" "$4"; status=$?; cp -a "$1/dist" "$2"; exit $status`;
  const args = [mount, copy, given, list, process.execPath, children["write-tree"]].map((word = "") => word);
  const { status, stderr } = spawnSync("unshare", ["-m", "sh", "-c", script, "sh", ...args], { encoding: "utf8" });
  return {
    status,
    said: stderr.replaceAll(mount ?? "", "DISK"),
    left: readTree(copy ?? ""),
    given: readTree(given ?? ""),
  };
};

describe.runIf(canMount)("a run changes nothing and says why", () => {
  test("on a disk that is full at its 7,000th file", () => {
    const { status, said, left, given } = runOn({
      // Old files, new ones, folders, and the list of these.
      options: "size=200m,nr_inodes=7300",
      before: many(100, "old"),
      files: many(14_000, "new"),
    });
    expect([status, said]).toEqual([
      2,
      "OutputError: Cannot write to DISK/dist: the disk is full; nothing was changed\n",
    ]);
    expect([...left]).toEqual([...given]);
  });
  test("on a disk that is full in the midst of a file", () => {
    const { status, said, left, given } = runOn({
      options: "size=256k",
      before: many(10, "old"),
      files: [...many(10, "new"), markFile({ path: "big/large.yaml", text: "x: 1\n".repeat(100_000) }, "main.ts")],
    });
    expect([status, said]).toEqual([
      2,
      "OutputError: Cannot write to DISK/dist: the disk is full; nothing was changed\n",
    ]);
    expect([...left]).toEqual([...given]);
  });
  test("on a disk that is read-only", () => {
    const { status, said, left, given } = runOn({ before: OLD, meanwhile: 'mount -o remount,ro "$1"', files: NEW });
    expect([status, said]).toEqual([
      2,
      "OutputError: Cannot write to DISK/dist: the disk is read-only; nothing was changed\n",
    ]);
    expect([...left]).toEqual([...given]);
  });
});

test.runIf(canMount)("an output folder that cannot be made on a disk that is read-only is one sentence", () =>
  expect(runOn({ before: OLD, meanwhile: 'mount -o remount,ro "$1"', files: NEW, below: "/new/folder" })).toMatchObject(
    {
      status: 2,
      said: "OutputError: Cannot write to DISK/dist/new/folder: the disk is read-only; nothing was changed\n",
    },
  ),
);

test.runIf(canMount)("a run that has nothing to change works on a disk that is read-only", () =>
  expect(runOn({ before: OLD, meanwhile: 'mount -o remount,ro "$1"', files: OLD })).toMatchObject({
    status: 0,
    said: "",
  }),
);

const NOBODY = "data:text/javascript,process.setgroups([]);process.setgid(65534);process.setuid(65534)";

/** A run by somebody who is not root, to whom a folder says no. */
const runAsUser = (folder: string, files: readonly OutputFile[]) => {
  const above = scratch();
  const [program, list] = [join(above, "write-tree.mjs"), join(above, "list.json")];
  cpSync(join(children["write-tree"], ".."), above, { recursive: true });
  writeFileSync(list, JSON.stringify(files));
  chmodSync(above, 0o755);
  // Node itself may lie where only root can start it.
  const becomeNobody = process.getuid?.() === 0 ? ["--import", NOBODY] : [];
  const { status, stderr } = spawnSync(process.execPath, [...becomeNobody, program, folder, list], {
    encoding: "utf8",
  });
  return { status, said: stderr.replaceAll(folder, "FOLDER") };
};

test.runIf(process.platform !== "win32")("a folder that one may not write is one sentence", () => {
  const folder = scratch();
  writeTree(folder, OLD);
  const before = readTree(folder);
  chmodSync(folder, 0o555);
  expect(runAsUser(folder, NEW)).toEqual({
    status: 2,
    said: "OutputError: Cannot write to FOLDER: this user may not; nothing was changed\n",
  });
  chmodSync(join(folder, "c"), 0o000);
  expect(runAsUser(folder, NEW)).toEqual({ status: 2, said: "OutputError: Cannot read FOLDER/c: this user may not\n" });
  for (const path of [join(folder, "c"), folder]) chmodSync(path, 0o755);
  expect([...readTree(folder)]).toEqual([...before]);
});

test.runIf(process.platform === "linux")("a process that has too many files open says so, and changes nothing", () => {
  const folder = join(scratch(), "dist");
  writeTree(folder, OLD);
  const before = readTree(folder);
  const list = `${folder}.json`;
  writeFileSync(list, JSON.stringify(NEW));
  const script = 'ulimit -n 200; exec "$@" none-left';
  const args = ["-c", script, "sh", process.execPath, children["write-tree"], folder, list];
  const { status, stderr } = spawnSync("sh", args, { encoding: "utf8" });
  expect([status, stderr]).toEqual([2, `OutputError: Cannot read ${folder}: this process has too many files open\n`]);
  expect([...readTree(folder)]).toEqual([...before]);
});
