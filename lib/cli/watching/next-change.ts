import { setTimeout as wait } from "node:timers/promises";
import { tryFindChange, tryFindMissed } from "./find-change.ts";
import type { LightSleeper, SleepLightly } from "./light-sleep.ts";
import { type Look, look } from "./look.ts";
import { lookAgainIn } from "./look-again.ts";
import type { WatchedPaths } from "./watched-paths.ts";

/** What is waited for, and how. */
export interface Waiting {
  readonly watched: WatchedPaths;
  /** What changed since then counts. */
  readonly before: Look;
  readonly sleepLightly: SleepLightly;
}

/** Waits until a file changes, comes or goes, and returns its path. */
export const nextChange = async ({ watched, before, sleepLightly }: Waiting): Promise<string> => {
  const now = look(watched);
  const path = tryFindMissed(before, now) ?? (await changeSince(now, sleepLightly(now)));
  await settled(watched);
  return path;
};

/** The system tells sooner, but not of everything: neither on disks of other machines, nor of what is yet to come. */
const changeSince = async (before: Look, sleeper: LightSleeper): Promise<string> => {
  try {
    for (;;) {
      const began = performance.now();
      const changed = tryFindChange(before, look(before.watched));
      if (changed !== undefined) return changed;
      await sleeper.sleep(lookAgainIn(performance.now() - began));
    }
  } finally {
    await sleeper.end();
  }
};

/** Editors and git write several files at a time. */
const settled = async (watched: WatchedPaths): Promise<void> => {
  for (let before = look(watched); ; ) {
    await wait(QUIET_MS);
    const now = look(watched);
    if (tryFindChange(before, now) === undefined) return;
    before = now;
  }
};

const QUIET_MS = 50;
