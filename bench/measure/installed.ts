import { cpSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { must } from "./must.ts";
import { SCRATCH } from "./scratch.ts";
import { type Start, wholeProcess } from "./whole-process.ts";

/** The repository: this file lies in build/bench/measure when it runs. */
export const ROOT: string = join(import.meta.dirname, "..", "..", "..");

/** A project beside the repository, with the package as npm would install it: a checkout looks for changes of its own first. */
export const makeProject = (name: string): string => {
  const folder = join(SCRATCH, name);
  const modules = join(folder, "node_modules");
  mkdirSync(modules, { recursive: true });
  writeFileSync(join(folder, "package.json"), '{ "type": "module" }\n');
  must("npm", ["pack", "--silent", "--ignore-scripts", "--pack-destination", modules], ROOT);
  must("bash", ["-c", "tar -xzf kumiki-*.tgz && mv package kumiki"], modules);
  const { dependencies } = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8")) as Manifest;
  for (const needed of ["cdk8s", "cdk8s-plus-28", "constructs", ...Object.keys(dependencies)])
    symlinkSync(join(ROOT, "node_modules", needed), join(modules, needed));
  cpSync(join(ROOT, "bench", "programs"), join(folder, "programs"), { recursive: true });
  cpSync(join(ROOT, "apps", "lecture"), join(folder, "apps", "lecture"), { recursive: true });
  return folder;
};

interface Manifest {
  readonly dependencies: Readonly<Record<string, string>>;
}

/** The processor time of `kumiki` in such a project. */
export const kumiki = (
  cwd: string,
  args: readonly string[],
  rest: Pick<Start, "env" | "output" | "allowed"> = {},
): number =>
  wholeProcess({
    command: process.execPath,
    args: [join(cwd, "node_modules", "kumiki", "bin", "kumiki.js"), ...args],
    cwd,
    ...rest,
  });

/** The processor time of `cdk8s synth`, with the command line that is installed here and an `app:` of the folder's. */
export const cdk8sSynth = (cwd: string, app: string, env: Start["env"] = {}): number =>
  wholeProcess({
    command: join(ROOT, "node_modules", ".bin", "cdk8s"),
    args: ["synth", "--check-upgrade", "false", "--app", app, "--output", "dist"],
    cwd,
    env,
  });
