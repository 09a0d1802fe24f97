import { join } from "node:path";
import { foldersUpwards } from "../loading/find-upwards.ts";
import { readPackage } from "../loading/read-package.ts";
import { tryRealPath } from "../loading/try-real-path.ts";

/**
 * The folders of packages that are no installed copies, such as those of a workspace, to which node_modules only links: these, and
 * what they need in turn. Their own files stay outside of bundles, so that nobody else knows of them.
 */
export const localPackages = (
  folders: readonly string[],
  found: ReadonlySet<string> = new Set(),
): readonly string[] => {
  const local = folders.filter((folder) => isLocal(folder) && !found.has(folder));
  if (local.length === 0) return [...found];
  return localPackages(local.flatMap(packagesNeeded), new Set([...found, ...local]));
};

const isLocal = (folder: string): boolean => !/[\\/]node_modules[\\/]/.test(folder);

const packagesNeeded = (folder: string): readonly string[] =>
  dependenciesOf(folder).flatMap((name) => {
    for (const at of foldersUpwards(folder)) {
      const real = tryRealPath(join(at, "node_modules", name));
      if (real !== undefined) return [real];
    }
    return [];
  });

const dependenciesOf = (folder: string): readonly string[] => {
  try {
    const { dependencies, peerDependencies } = readPackage(join(folder, "package.json"));
    return Object.keys({ ...dependencies, ...peerDependencies });
  } catch {
    return [];
  }
};
