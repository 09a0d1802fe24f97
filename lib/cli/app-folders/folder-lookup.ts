import { existsSync, readdirSync, realpathSync, statSync } from "node:fs";
import { join } from "node:path";
import { remember } from "../../synth/remember.ts";
import { isIn } from "../../text/is-in.ts";

/**
 * What lies below a folder, for thousands of paths: the disk is asked once for each folder around them. Holds for as long as nobody
 * writes there. Paths are relative, with forward slashes.
 */
export interface FolderLookup {
  /** Tells whether the folder around a path is there: without it nothing is at the path. */
  readonly hasAround: (path: string) => boolean;
  /** Tells whether links lead from the folder to a place outside of it, where a path would lie. */
  readonly leadsOut: (path: string) => boolean;
  /** What is no folder, where one around a path is wanted. Releases of Node differ in what they say of a path below a file. */
  readonly tryFindObstacle: (path: string) => string | undefined;
  /** Tells whether something is at a path, also behind a link. */
  readonly has: (path: string) => boolean;
}

/** Begins to look. */
export const lookBelow = (folder: string): FolderLookup => {
  const isRootThere = existsSync(folder);
  const isThere = remember((above: string) => isRootThere && existsSync(join(folder, above)));
  // Of what is not there the nearest around it decides; that is the folder itself if nothing in it is.
  const nearest = remember((above: string): string =>
    above === "" || isThere(above) ? above : nearest(around(above)),
  );
  const realPathOf = remember((above: string) => realpathSync.native(join(folder, above)));
  const isOutside = remember((above: string) => above !== "" && !isIn(realPathOf(above), realPathOf("")));
  const isFolder = remember((above: string) => above === "" || statSync(join(folder, above)).isDirectory());
  const filesIn = remember((above: string) => filesOf(join(folder, above)));
  return {
    hasAround: (path) => isThere(around(path)),
    leadsOut: (path) => isOutside(nearest(around(path))),
    tryFindObstacle: (path) => {
      const above = nearest(around(path));
      return isFolder(above) ? undefined : above;
    },
    has: (path) => {
      const above = around(path);
      const names = filesIn(above);
      // Where case does not count, the folder may spell it otherwise.
      return names.has(above === "" ? path : path.slice(above.length + 1)) || existsSync(join(folder, path));
    },
  };
};

/** The folder around a path; the empty text where it stands at the top. */
export const around = (path: string): string => path.slice(0, Math.max(0, path.lastIndexOf("/")));

const filesOf = (folder: string): ReadonlySet<string> => {
  if (!existsSync(folder)) return new Set();
  const entries = readdirSync(folder, { withFileTypes: true });
  return new Set(entries.filter((entry) => entry.isFile()).map(({ name }) => name));
};
