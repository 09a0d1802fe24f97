import { realpathSync, statSync } from "node:fs";
import { sourceFiles } from "./source-files.ts";
import type { WatchedPaths } from "./watched-paths.ts";

/** How all that is watched lay there at some time. */
export interface Look {
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly watched: WatchedPaths;
  readonly stamps: ReadonlyMap<string, Stamp>;
}

/** What lies at a path, as far as it tells whether that changed. */
export interface Stamp {
  /** Empty where nothing is. */
  readonly text: string;
  /** Milliseconds since 1970: when a file was written, and when it was put there. */
  readonly times: readonly number[];
}

/** Looks at all that is watched. */
export const look = (watched: WatchedPaths): Look => {
  const at = Date.now();
  const files = watched.folders.flatMap((folder) => sourceFiles(folder, watched.output));
  return { at, watched, stamps: new Map([...watched.paths, ...files].map((path) => [path, stampOf(path)])) };
};

/** Looks at one path. A file that is moved there may have been written long ago, and a folder changes with what a run keeps in it. */
const stampOf = (path: string): Stamp => {
  try {
    const found = statSync(path, { throwIfNoEntry: false });
    if (found === undefined) return NOTHING;
    if (!found.isFile()) return { text: realpathSync.native(path), times: [] };
    const { mtimeMs, ctimeMs, size } = found;
    return { text: [mtimeMs, ctimeMs, size].join(" "), times: [mtimeMs, ctimeMs] };
  } catch {
    return NOTHING;
  }
};

const NOTHING: Stamp = { text: "", times: [] };
