import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { onTestFinished } from "vitest";
import type { ProvidedModules } from "../lib/cli/loading/bundle.ts";
import { main } from "../lib/cli/main.ts";

/** The repository. */
export const ROOT: string = join(import.meta.dirname, "..");

/** What a command did. */
export interface Ran {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs the command line in this process, on the library that the tests have loaded. */
export const run = async (
  argv: readonly string[],
  cwd: string = ROOT,
  env: Readonly<Record<string, string>> = {},
): Promise<Ran> => {
  const said = { stdout: "", stderr: "" };
  const exitCode = await main(argv, {
    cwd,
    env,
    stdout: (text) => {
      said.stdout += text;
    },
    stderr: (text) => {
      said.stderr += text;
    },
    provided,
  });
  return { exitCode, ...said };
};

/** The copy of the library that the tests have loaded. */
export const provided: ProvidedModules = (specifier) => {
  if (specifier === "kumiki") return import("../lib/index.ts");
  const kinds = /^kumiki\/k8s\/(.*)$/.exec(specifier)?.[1];
  return kinds === undefined ? undefined : (import(`../imports/k8s/${kinds}.ts`) as Promise<object>);
};

/** A folder of the test's own, gone when it is over. */
export const scratch = (above: string = tmpdir()): string => {
  const folder = mkdtempSync(join(above, "kumiki-test-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
};

/** Texts by path. */
export type Files = Readonly<Record<string, string>>;

/** Writes files below a folder, which need not be there, nor those around them; gives the folder. */
export const writeFiles = (folder: string, files: Files): string => {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return folder;
};

/** Where thousands of files cost little. */
export const MEMORY: string = existsSync("/dev/shm") ? "/dev/shm" : tmpdir();

/** Every file of a folder. */
export const filesIn = (folder: string): Files =>
  Object.fromEntries(
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .toSorted()
      .map((path) => [path.slice(folder.length + 1), readFileSync(path, "utf8")]),
  );
