import { type Look, look, type Stamp, stampOf } from "./look.ts";
import type { WatchedPaths } from "./watched-paths.ts";

/** The first path that changed, came or went between two looks at the same. */
export const tryFindChange = (before: Look, now: Look): string | undefined =>
  tryFind({ before, now, isChange: (_, { text }) => text !== "" });

/** The first path that changed since an earlier look, which need not have been at all that is watched now. */
export const tryFindMissed = (before: Look, watched: WatchedPaths): string | undefined => {
  const now = look(watched);
  const over = Date.now();
  const isChange = (path: string, { text, times }: Stamp): boolean =>
    // A time that is yet to come says nothing.
    text === "" ? watched.expected.has(path) : times.some((time) => time > before.at && time <= over);
  return tryFind({ before, now, isChange });
};

interface Comparison {
  readonly before: Look;
  readonly now: Look;
  /** Tells of a path that nobody looked at before. */
  readonly isChange: (path: string, stamp: Stamp) => boolean;
}

const tryFind = ({ before, now, isChange }: Comparison): string | undefined => {
  for (const [path, { text }] of before.stamps) {
    const found = now.stamps.get(path)?.text;
    // What is watched no more may still have gone.
    if (found === undefined ? text !== "" && stampOf(path).text === "" : found !== text) return path;
  }
  for (const [path, stamp] of now.stamps) if (!before.stamps.has(path) && isChange(path, stamp)) return path;
  return undefined;
};
