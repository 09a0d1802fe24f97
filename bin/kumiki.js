#!/usr/bin/env node
// The published package has build/. In a checkout it is made when it is missing or older than the sources, so that
// `npx cdk8s synth` works in a fresh clone, where it would otherwise delete dist/ and then fail.
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync, statSync, utimesSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";

const ROOT = fileURLToPath(new URL("..", import.meta.url));
const BUILT = join(ROOT, "build", "lib", "cli", "main.js");
const SOURCES = ["lib", "imports", "package.json", "tsconfig.json", "tsconfig.build.json"];

const load = async () => {
  if (isCheckout() && isStale()) build();
  const { main } = await import("../build/lib/cli/main.js");
  process.exitCode = await main(process.argv.slice(2));
};

const isCheckout = () => existsSync(join(ROOT, "tsconfig.build.json"));

/** Folders count too: their time is that of the last file which came or went. */
const isStale = () => {
  const made = changedAt(BUILT);
  return SOURCES.some(
    (name) => changedAt(join(ROOT, name)) > made || below(name).some((path) => changedAt(path) > made),
  );
};

const changedAt = (path) => statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0;

const below = (name) => {
  const folder = join(ROOT, name);
  if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory()) return [];
  return readdirSync(folder, { recursive: true }).map((path) => join(folder, path));
};

/**
 * Builds beside build/ and moves file by file, what the bin looks at last: another process finds every file whole, and one
 * that builds at the same time makes the same. Types are the gate's business; standard output belongs to the results.
 */
const build = () => {
  const started = new Date();
  const folder = mkdtempSync(join(ROOT, ".build-"));
  try {
    const args = [findCompiler(), "-p", join(ROOT, "tsconfig.build.json"), "--noCheck", "--outDir", folder];
    const { status } = spawnSync(process.execPath, args, { stdio: ["ignore", 2, 2] });
    const main = join(folder, relative(join(ROOT, "build"), BUILT));
    if (status !== 0 || !existsSync(main)) throw new BuildError("Cannot build kumiki: its sources do not compile");
    // Whatever is edited from here on is newer.
    utimesSync(main, started, started);
    for (const path of filesOf(folder).filter((name) => join(folder, name) !== main)) move(folder, path);
    move(folder, relative(folder, main));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};

const findCompiler = () => {
  try {
    return join(dirname(createRequire(import.meta.url).resolve("typescript/package.json")), "bin", "tsc");
  } catch (error) {
    throw new BuildError("Cannot build kumiki: found no TypeScript beside it; run npm ci", { cause: error });
  }
};

const filesOf = (folder) =>
  readdirSync(folder, { recursive: true }).filter((path) => !statSync(join(folder, path)).isDirectory());

const move = (folder, path) => {
  const target = join(ROOT, "build", path);
  mkdirSync(dirname(target), { recursive: true });
  renameSync(join(folder, path), target);
};

class BuildError extends Error {}

try {
  await load();
} catch (error) {
  console.error(error instanceof BuildError ? `kumiki: ${error.message}` : error);
  process.exitCode = 2;
}
