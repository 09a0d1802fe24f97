import { join } from "node:path";
import { type Look, look, type Stamp } from "./look.ts";
import type { WatchedPaths } from "./watched-paths.ts";

/** The first path that changed, came or went since an earlier look at the same. */
export const tryFindChange = (before: Look, watched: WatchedPaths): string | undefined =>
  tryFind({ before, watched, isChange: (_, { text }) => text !== "" });

/** The same where the earlier look need not have been at all that is watched now. */
export const tryFindMissed = (before: Look, watched: WatchedPaths): string | undefined => {
  const isChange = (path: string, { text, times }: Stamp): boolean =>
    text === "" ? watched.expected.has(path) : times.some((time) => time > before.at && !isYetToCome(time));
  return tryFind({ before, watched, isChange });
};

/** Such a time says nothing: another machine's clock gave it, or whoever packed the file. */
const isYetToCome = (time: number): boolean => time > Date.now();

interface Comparison {
  readonly before: Look;
  readonly watched: WatchedPaths;
  /** Tells of a path that nobody looked at before. */
  readonly isChange: (path: string, stamp: Stamp) => boolean;
}

const tryFind = ({ before, watched, isChange }: Comparison): string | undefined => {
  const now = look(watched);
  for (const [path, stamp] of now.stamps) {
    const known = before.stamps.get(path);
    if (known === undefined ? isChange(path, stamp) : known.text !== stamp.text) return path;
  }
  const inner = watched.folders.map((folder) => join(folder, "/"));
  return [...before.stamps.keys()].find(
    (path) => !now.stamps.has(path) && inner.some((folder) => path.startsWith(folder)),
  );
};
