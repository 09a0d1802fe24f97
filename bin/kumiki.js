#!/usr/bin/env node
// Runs the command line from build/. In a checkout it builds first when build/ is missing or older than the sources: the
// package that npm installs has no tsconfig.build.json, and is never built here.
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const build = join(root, "build");

/** Newest change of the sources, in milliseconds. */
const newestSource = () =>
  ["lib", "imports"]
    .flatMap((folder) => readdirSync(join(root, folder), { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile())
    .reduce((newest, entry) => Math.max(newest, statSync(join(entry.parentPath ?? entry.path, entry.name)).mtimeMs), 0);

/** Built beside and moved into place, so that two who build at once do not see each other's halves. */
const buildCheckout = () => {
  const tsc = join(dirname(createRequire(import.meta.url).resolve("typescript/package.json")), "bin", "tsc");
  const scratch = mkdtempSync(join(root, ".build-"));
  const { status, stdout } = spawnSync(
    process.execPath,
    [tsc, "-p", join(root, "tsconfig.build.json"), "--outDir", scratch],
    {
      encoding: "utf8",
    },
  );
  if (status !== 0) {
    rmSync(scratch, { recursive: true });
    process.stderr.write(`kumiki: Cannot build lib/, which must compile before it can run:\n${stdout}`);
    process.exit(2);
  }
  writeFileSync(join(scratch, ".built"), "");
  rmSync(build, { recursive: true, force: true });
  try {
    renameSync(scratch, build);
  } catch (error) {
    // Somebody else was quicker, and built the same.
    if (!existsSync(join(build, ".built"))) throw error;
    rmSync(scratch, { recursive: true });
  }
};

const isBuilt = () => {
  const stamp = statSync(join(build, ".built"), { throwIfNoEntry: false });
  return stamp !== undefined && stamp.mtimeMs > newestSource();
};

if (existsSync(join(root, "tsconfig.build.json")) && !isBuilt()) buildCheckout();

const { main } = await import("../build/lib/cli/main.js");
process.exitCode = await main(process.argv.slice(2));
