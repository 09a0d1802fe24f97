import { setTimeout as wait } from "node:timers/promises";
import { tryFindChange, tryFindMissed } from "./find-change.ts";
import { type Look, look } from "./look.ts";
import { sleepLightly } from "./sleep-lightly.ts";
import type { WatchedPaths } from "./watched-paths.ts";

/** Waits until a file changes, comes or goes, and returns its path. What changed since an earlier look counts. */
export const nextChange = async (watched: WatchedPaths, before: Look): Promise<string> => {
  const path = tryFindMissed(before, watched) ?? (await changeFromNowOn(watched));
  await settled(watched);
  return path;
};

/** The system tells sooner, but not of everything: neither on disks of other machines, nor of what is yet to come. */
const changeFromNowOn = async (watched: WatchedPaths): Promise<string> => {
  const before = look(watched);
  const sleeper = sleepLightly(watched, before);
  try {
    for (;;) {
      const changed = tryFindChange(before, watched);
      if (changed !== undefined) return changed;
      await sleeper.sleep(LOOK_AGAIN);
    }
  } finally {
    await sleeper.end();
  }
};

/** Editors and git write several files at a time. */
const settled = async (watched: WatchedPaths): Promise<void> => {
  for (;;) {
    const before = look(watched);
    await wait(QUIET);
    if (tryFindChange(before, watched) === undefined) return;
  }
};

/** Milliseconds. */
const QUIET = 50;
const LOOK_AGAIN = 300;
