import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { ROOT, scratch } from "../terminal.ts";

/** The command as a shell runs it. */
export const BIN: string = join(ROOT, "bin", "kumiki.js");

/** A project of the test's own that has kumiki and other packages installed, and one program, `main.ts`. */
export const installed = (program: string, packages: readonly string[] = ["cdk8s", "constructs"]): string => {
  const folder = scratch();
  mkdirSync(join(folder, "node_modules"));
  symlinkSync(ROOT, join(folder, "node_modules", "kumiki"));
  for (const name of packages) symlinkSync(join(ROOT, "node_modules", name), join(folder, "node_modules", name));
  writeFileSync(join(folder, "package.json"), '{ "name": "test" }');
  writeFileSync(join(folder, "main.ts"), program);
  return folder;
};
