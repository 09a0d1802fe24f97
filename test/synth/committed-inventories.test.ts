import { execFileSync } from "node:child_process";
import { realpathSync, rmSync } from "node:fs";
import { join } from "node:path";
import { expect, onTestFinished, test, vi } from "vitest";
import { committedInventories } from "../../lib/synth/committed-inventories.ts";
import { type Files, scratch, writeFiles } from "../terminal.ts";

const makeFolder = (files: Files): string => writeFiles(realpathSync(scratch()), files);

const commit = (folder: string, paths: readonly string[]): void => {
  const git = (...args: readonly string[]) => execFileSync("git", args, { cwd: folder });
  git("init", "-q");
  git("add", "--force", ...paths);
  git("-c", "user.name=a", "-c", "user.email=a@example.com", "commit", "-qm", "a");
};

/** What is found for dist/ of a folder, by the clusters' names. */
const check = (folder: string, expected: Readonly<Record<string, string>>): void => {
  const found = committedInventories(folder, join(folder, "dist"));
  const byCluster = found.map(({ path, text }) => [path.split("/").at(-2), text] as const);
  expect(Object.fromEntries(byCluster)).toEqual(expected);
};

/** Letters that are longer as bytes, no end of the last line, and nothing at all. */
const INVENTORIES = { "dist/a/inventory.json": "ä\n→ b", "dist/b/inventory.json": "", "dist/c/inventory.json": "c\n" };
const COMMITTED = { a: "ä\n→ b", b: "", c: "c\n" };

test("every inventory as it was committed, whatever lies there now", () => {
  const folder = makeFolder({
    ...INVENTORIES,
    "dist/a/other.json": "1",
    "dist/inventory.json": "2",
    "x/d/inventory.json": "3",
  });
  commit(folder, ["."]);
  writeFiles(folder, { "dist/a/inventory.json": "changed", "dist/e/inventory.json": "new" });
  rmSync(join(folder, "dist/c"), { recursive: true });
  check(folder, COMMITTED);
});

test("whatever the folders are called, and though git has lost one of the texts", () => {
  const odd = { "dist/a b/inventory.json": "1", "dist/c\n:d/inventory.json": "2", 'dist/"ü/inventory.json': "3" };
  const folder = makeFolder({ ...odd, ...INVENTORIES });
  commit(folder, ["."]);
  const blob = execFileSync("git", ["rev-parse", "HEAD:dist/a/inventory.json"], {
    cwd: folder,
    encoding: "utf8",
  }).trim();
  rmSync(join(folder, ".git/objects", blob.slice(0, 2), blob.slice(2)));
  check(folder, { ...COMMITTED, a: "", "a b": "1", "c\n:d": "2", '"ü': "3" });
});

test("also below a repository's own folder, where a file leads to the repository", () => {
  const folder = makeFolder({ "site/dist/a/inventory.json": "a" });
  commit(folder, ["."]);
  execFileSync("git", ["worktree", "add", "-q", "other"], { cwd: folder });
  rmSync(join(folder, "site/dist"), { recursive: true });
  rmSync(join(folder, "other/site/dist"), { recursive: true });
  check(join(folder, "site"), { a: "a" });
  check(join(folder, "other/site"), { a: "a" });
});

test("none where git keeps the folder and nothing of it was committed yet", () => {
  const folder = makeFolder({ ...INVENTORIES, "main.ts": "" });
  commit(folder, ["main.ts"]);
  check(folder, {});
});

test("those on the disk where git ignores the folder, has no commit, or is not there", () => {
  const ignored = makeFolder({ ...INVENTORIES, ".gitignore": "/dist/\n" });
  commit(ignored, [".gitignore"]);
  check(ignored, COMMITTED);
  const empty = makeFolder(INVENTORIES);
  execFileSync("git", ["init", "-q"], { cwd: empty });
  check(empty, COMMITTED);
  check(makeFolder(INVENTORIES), COMMITTED);
});

test("where git is told of a repository elsewhere, it is asked", () => {
  const folder = makeFolder(INVENTORIES);
  commit(folder, ["."]);
  rmSync(join(folder, "dist/b"), { recursive: true });
  const elsewhere = join(makeFolder({}), "repository");
  execFileSync("mv", [join(folder, ".git"), elsewhere]);
  check(folder, { a: COMMITTED.a, c: COMMITTED.c });
  vi.stubEnv("GIT_DIR", elsewhere);
  onTestFinished(() => void vi.unstubAllEnvs());
  check(folder, COMMITTED);
});
