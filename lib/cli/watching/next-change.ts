import { once } from "node:events";
import { existsSync, readdirSync, type Stats, statSync } from "node:fs";
import { extname, isAbsolute, join, relative } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { type FSWatcher, watch } from "chokidar";

/** What is waited for. */
export interface WatchedPaths {
  /** Absolute paths of files, and of folders with the sources below them. */
  readonly paths: readonly string[];
  /** Those of the paths that were there when the run was over: one that is missing has gone. */
  readonly expected: readonly string[];
  /** The working folder: of what lies in it, hidden folders and node_modules are left out. */
  readonly cwd: string;
  /** A folder inside that is left out too: what a run writes there starts no other. */
  readonly output: string;
  /** Milliseconds since 1970: what changed before that is known. */
  readonly since: number;
}

/** Waits until a file changes, comes or goes, and returns its path. What changed before anybody waited counts. */
export const nextChange = async (watched: WatchedPaths): Promise<string> => {
  const ignored = (path: string, stats?: Stats): boolean => isLeftOut(path, stats, watched);
  const watcher = watch([...watched.paths], { ignoreInitial: true, ignored });
  try {
    const change = once(watcher, "all").then(([, path]) => path as string);
    const path = await Promise.race([change, missedChange(watcher, watched)]);
    await settled(watcher);
    return path;
  } finally {
    await watcher.close();
  }
};

const isLeftOut = (path: string, stats: Stats | undefined, { paths, cwd, output }: WatchedPaths): boolean => {
  if (paths.includes(path)) return false;
  if (stats?.isFile() === true && !SOURCES.has(extname(path))) return true;
  const below = relative(cwd, path).replaceAll("\\", "/");
  if (below.startsWith("..") || isAbsolute(below)) return false;
  return /(?:^|\/)(?:node_modules|\.[^/.][^/]*)(?:\/|$)/.test(below) || !relative(output, path).startsWith("..");
};

/** What a program may consist of. */
const SOURCES = new Set([".ts", ".tsx", ".mts", ".cts", ".js", ".jsx", ".mjs", ".cjs", ".json", ".yaml", ".yml"]);

/** What the watcher does not tell: changes while it looked around for the first time, and on disks of other machines. */
const missedChange = async (watcher: FSWatcher, watched: WatchedPaths): Promise<string> => {
  for (;;) {
    await wait(LOOK_AGAIN);
    if (watcher.closed) return "";
    const gone = watched.expected.find((path) => !existsSync(path));
    const found = gone ?? filesOf(watcher, watched).find((path) => wasChanged(path, watched));
    if (found !== undefined) return found;
  }
};

const filesOf = (watcher: FSWatcher, { paths }: WatchedPaths): readonly string[] =>
  Object.entries(watcher.getWatched()).flatMap(([folder, names]) => {
    const isWhole = paths.some((path) => folder === path || folder.startsWith(join(path, "/")));
    return (isWhole ? readdirSync(folder) : names).map((name) => join(folder, name));
  });

/** A time that is yet to come says nothing, and a folder changes with what a run keeps in it. */
const wasChanged = (path: string, watched: WatchedPaths): boolean => {
  const found = statSync(path, { throwIfNoEntry: false });
  if (found?.isFile() !== true || isLeftOut(path, found, watched)) return false;
  return found.mtimeMs > watched.since && found.mtimeMs <= Date.now();
};

/** Editors and git write several files at a time. */
const settled = async (watcher: FSWatcher): Promise<void> => {
  for (;;) {
    const more = once(watcher, "all").then(() => true);
    if (!(await Promise.race([more, wait(QUIET, false)]))) return;
  }
};

/** Milliseconds. */
const QUIET = 50;
const LOOK_AGAIN = 300;
