import { existsSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { relativePath } from "../../text/relative-path.ts";
import { foldersUpwards } from "../loading/find-upwards.ts";
import { readPackage } from "../loading/read-package.ts";

/** A folder of the running kumiki, and its version. */
export interface RunningPackage {
  readonly folder: string;
  readonly version: string;
}

/**
 * Where npm is to take kumiki from for a project in `target`: from where the running one came. Installed, it is what a
 * package.json above it says, else one above the project, a tarball's path seen from there; in a checkout the checkout itself.
 * pnpm keeps packages some folders deeper, and a workspace those of its members.
 */
export const kumikiSource = ({ folder, version }: RunningPackage, target: string): string => {
  const modules = dirname(folder);
  if (basename(modules) !== "node_modules") return fileFrom(target, folder);
  for (const owner of [...foldersUpwards(dirname(modules)), ...foldersUpwards(target)]) {
    const source = sourceOf(join(owner, "package.json"));
    const path = /^file:(.*)$/.exec(source ?? "")?.[1];
    if (source !== undefined) return path === undefined ? source : fileFrom(target, resolve(owner, path));
  }
  return `^${version}`;
};

/** What is no JSON says nothing: where it is in the way, planning the project tells. */
const sourceOf = (path: string): string | undefined => {
  if (!existsSync(path)) return undefined;
  try {
    const { dependencies, devDependencies } = readPackage(path);
    return dependencies?.["kumiki"] ?? devDependencies?.["kumiki"];
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
};

const fileFrom = (target: string, path: string): string => `file:${relativePath(target, path)}`;
