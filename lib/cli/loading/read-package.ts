import { readFileSync } from "node:fs";
import { dirname, extname } from "node:path";
import { tryFindUpwards } from "./find-upwards.ts";

/** What is asked of a package.json. */
export interface PackageFile {
  readonly name?: string;
  readonly type?: string;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
}

/** Reads a package.json, which npm lets begin with a byte order mark. */
export const readPackage = (path: string): PackageFile =>
  JSON.parse(readFileSync(path, "utf8").replace(/^\uFEFF/, "")) as PackageFile;

/** Tells whether Node takes a file for an ES module by its name and its package.json, whatever it says; `packageJson` is the nearest one. */
export const isEsModuleByName = (
  file: string,
  packageJson: string | undefined = tryFindUpwards(dirname(file), "package.json"),
): boolean =>
  extname(file) === ".mjs" ||
  (extname(file) === ".js" && packageJson !== undefined && readPackage(packageJson).type === "module");
