import { execFile } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import type { OutputFile } from "../../../lib/text/output-file.ts";
import { filesIn, MEMORY, ROOT, run, scratch } from "../../terminal.ts";
import { bundleChildren } from "./children.ts";
import { brokenBetween, clusterFiles, readTree, writeTexts, writeTree } from "./output-tree.ts";

const children = await bundleChildren(["kill-at", "write-tree"]);

const OLD = clusterFiles({ gone: ["a", "b"], stays: ["a", "goes"] }, "old");
const NEW = clusterFiles({ comes: ["a"], stays: ["a", "comes"] }, "new");

/** Of nobody; they lie in folders that come, go and stay. */
const STRANGERS = {
  "c/notes.txt": "mine",
  "c/manifests/namespaces/gone/notes.yaml": "mine: too\n",
  "c/manifests/namespaces/mine/": "",
};

/** A point at which a run is killed: before its n-th call that may change the disk, or in the midst of it. */
interface KillPoint {
  readonly at: number;
  readonly isMidway: boolean;
}

const pointsOf = (calls: readonly string[]): readonly KillPoint[] =>
  calls.flatMap((name, index) => [
    { at: index + 1, isMidway: false },
    ...(name === "writeFileSync" ? [{ at: index + 1, isMidway: true }] : []),
  ]);

/** Writes a tree in a process of its own. */
const runChild = async (folder: string, files: readonly OutputFile[], point?: KillPoint): Promise<string> => {
  const list = join(folder, "..", "list.json");
  writeFileSync(list, JSON.stringify(files));
  return runWatched([children["write-tree"], folder, list], point);
};

/** Runs a program that is killed at a point, and tells what it printed, or by which signal it died. */
const runWatched = async (program: readonly string[], point?: KillPoint): Promise<string> => {
  const env = {
    ...(point === undefined ? {} : { KILL_AT: String(point.at) }),
    ...(point?.isMidway === true ? { KILL_MIDWAY: "yes" } : {}),
  };
  const args = ["--import", pathToFileURL(children["kill-at"]).href, ...program];
  return promisify(execFile)(process.execPath, args, { cwd: ROOT, env: { ...process.env, ...env } }).then(
    ({ stdout }) => stdout,
    ({ signal }: { signal?: string }) => `died of ${signal}`,
  );
};

const startFrom = (files: readonly OutputFile[]): string => {
  const folder = join(scratch(MEMORY), "dist");
  if (files.length > 0) writeTexts(folder, STRANGERS);
  writeTree(folder, files);
  return folder;
};

/** Every kill on the way from one tree to another: what it broke, and what the next run did not mend. */
const check = async (from: readonly OutputFile[], to: readonly OutputFile[]): Promise<void> => {
  const calm = startFrom(from);
  const before = readTree(calm);
  const calls = JSON.parse(await runChild(calm, to)) as string[];
  const after = readTree(calm);
  const points = pointsOf(calls);
  const faults = await inPairs(points, async (point) => {
    const folder = startFrom(from);
    const died = await runChild(folder, to, point);
    const found = brokenBetween(readTree(folder), before, after);
    writeTree(folder, to);
    return { point, died, found, isMended: isSame(readTree(folder), after) };
  });
  console.log(`${points.length} kill points in ${calls.length} calls`);
  // A call for each file at least, and the preload saw it.
  expect(points.length).toBeGreaterThan(to.length);
  expect(
    faults.filter(({ found, died, isMended }) => found.length > 0 || died !== "died of SIGKILL" || !isMended),
  ).toEqual([]);
};

const isSame = (a: ReadonlyMap<string, string>, b: ReadonlyMap<string, string>): boolean =>
  JSON.stringify([...a]) === JSON.stringify([...b]);

const inPairs = async <A, B>(items: readonly A[], work: (item: A) => Promise<B>): Promise<readonly B[]> => {
  const done: B[] = [];
  for (let index = 0; index < items.length; index += 2)
    done.push(...(await Promise.all(items.slice(index, index + 2).map(work))));
  return done;
};

test("a run that is killed before or in the midst of any write leaves every file old or new, and the next one finishes", () =>
  check(OLD, NEW));
test("the first run of all, killed anywhere, leaves nothing torn", () => check([], NEW));
test("a run that takes everything away, killed anywhere, leaves no Kustomization that names what is gone", () =>
  check(OLD, []));

test("kumiki synth, killed at points of its whole run, leaves the next one to finish", async () => {
  const command = (folder: string) => ["bin/kumiki.js", "synth", "apps/minimal/main.ts", "--out", folder];
  const calm = join(scratch(MEMORY), "dist");
  // The first run may build; the second is like those that are killed.
  await runWatched(command(calm));
  const calls = JSON.parse(await runWatched(command(join(scratch(MEMORY), "dist")))) as string[];
  const points = [0.3, 0.5, 0.7, 0.9].map((part) => ({ at: Math.ceil(part * calls.length), isMidway: true }));
  const ends = await inPairs(points, async (point) => {
    const folder = join(scratch(MEMORY), "dist");
    const died = await runWatched(command(folder), point);
    const { exitCode } = await run(["synth", "apps/minimal/main.ts", "--out", folder]);
    return [died, exitCode, filesIn(folder)];
  });
  expect(ends).toEqual(points.map(() => ["died of SIGKILL", 0, filesIn(calm)]));
});
