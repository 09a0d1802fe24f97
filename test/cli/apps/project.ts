import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { type Files, filesIn, type Ran, ROOT, scratch, writeFiles } from "../../terminal.ts";

/** A folder of the test's own with these files, in which the packages of this repository are installed. */
export const project = (files: Files): string => projectIn(scratch(), files);

/** The same in a folder that is there. */
export const projectIn = (folder: string, files: Files): string => {
  writeFiles(folder, { "package.json": "{}", ...files });
  mkdirSync(join(folder, "node_modules"), { recursive: true });
  for (const name of PACKAGES) symlinkSync(join(ROOT, "node_modules", name), join(folder, "node_modules", name));
  symlinkSync(ROOT, join(folder, "node_modules", "kumiki"));
  return folder;
};

const PACKAGES = ["cdk8s", "cdk8s-cli", "cdk8s-plus-28", "constructs"];

/** Runs the command line as users do, in a process of its own. */
export const kumiki = (folder: string, ...args: readonly string[]): Ran =>
  runNode(folder, join(ROOT, "bin/kumiki.js"), ...args);

/** Runs a script as it is. */
export const runNode = (folder: string, ...args: readonly string[]): Ran => {
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd: folder, encoding: "utf8" });
  return { exitCode: status ?? -1, stdout, stderr };
};

/** The text of a program with one chart, which holds one object. */
export const app = ({ id = "a", props = "", value = "1", rest = "app.synth();" } = {}): string => `
import { ApiObject, App, Chart } from "cdk8s";
const app = new App({ ${props} });
new ApiObject(new Chart(app, "${id}"), "object", { apiVersion: "v1", kind: "ConfigMap", metadata: { name: "${id}" }, data: { value: "${value}" } });
${rest}
`;

/** The object of that program, as cdk8s writes it. */
export const configMap = (name: string, value = "1"): string =>
  `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: ${name}\ndata:\n  value: "${value}"\n`;

/** What lies in dist/; undefined where there is none. */
export const dist = (folder: string): Files | undefined =>
  existsSync(join(folder, "dist")) ? filesIn(join(folder, "dist")) : undefined;
