import { join } from "node:path";
import type { Look, Stamp } from "./look.ts";

/** The first path that changed, came or went between two looks at the same. */
export const tryFindChange = (before: Look, now: Look): string | undefined =>
  tryFind({ before, now, isChange: (_, { text }) => text !== "" });

/** The same where the earlier look need not have been at all that is watched now. */
export const tryFindMissed = (before: Look, now: Look): string | undefined => {
  const isChange = (path: string, { text, times }: Stamp): boolean =>
    text === "" ? now.watched.expected.has(path) : times.some((time) => time > before.at && !isYetToCome(time));
  return tryFind({ before, now, isChange });
};

/** Such a time says nothing: another machine's clock gave it, or whoever packed the file. */
const isYetToCome = (time: number): boolean => time > Date.now();

interface Comparison {
  readonly before: Look;
  readonly now: Look;
  /** Tells of a path that nobody looked at before. */
  readonly isChange: (path: string, stamp: Stamp) => boolean;
}

const tryFind = ({ before, now, isChange }: Comparison): string | undefined => {
  for (const [path, stamp] of now.stamps) {
    const known = before.stamps.get(path);
    if (known === undefined ? isChange(path, stamp) : known.text !== stamp.text) return path;
  }
  const inner = now.watched.folders.map((folder) => join(folder, "/"));
  return [...before.stamps.keys()].find(
    (path) => !now.stamps.has(path) && inner.some((folder) => path.startsWith(folder)),
  );
};
