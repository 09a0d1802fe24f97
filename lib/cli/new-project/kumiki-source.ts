import { existsSync, readFileSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { relativePath } from "../../text/relative-path.ts";

/** A folder of the running kumiki, and its version. */
export interface RunningPackage {
  readonly folder: string;
  readonly version: string;
}

/**
 * Where npm is to take kumiki from for a project in `target`: from where the running one came. Installed, it is what the
 * package.json above it says, a tarball's path seen from the project; in a checkout the checkout itself.
 */
export const kumikiSource = ({ folder, version }: RunningPackage, target: string): string => {
  const modules = dirname(folder);
  if (basename(modules) !== "node_modules") return fileFrom(target, folder);
  const owner = dirname(modules);
  const source = sourceOf(join(owner, "package.json"));
  const path = /^file:(.*)$/.exec(source ?? "")?.[1];
  return path === undefined ? (source ?? `^${version}`) : fileFrom(target, resolve(owner, path));
};

const sourceOf = (path: string): string | undefined => {
  if (!existsSync(path)) return undefined;
  const { dependencies, devDependencies } = JSON.parse(readFileSync(path, "utf8")) as {
    readonly dependencies?: { readonly kumiki?: string };
    readonly devDependencies?: { readonly kumiki?: string };
  };
  return dependencies?.kumiki ?? devDependencies?.kumiki;
};

const fileFrom = (target: string, path: string): string => `file:${relativePath(target, path)}`;
