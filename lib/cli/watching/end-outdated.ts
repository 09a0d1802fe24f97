import { setTimeout as wait } from "node:timers/promises";
import type { RunApart } from "./run-apart.ts";

/**
 * Waits for the end of a run. One that is still going on some time after `tryFindChange` found a change may never end, and is
 * ended; then gives what changed.
 */
export const endOutdated = async (
  run: RunApart,
  tryFindChange: () => string | undefined,
): Promise<string | undefined> => {
  const isOverIn = (milliseconds: number): Promise<boolean> =>
    Promise.race([run.over.then(() => true), wait(milliseconds, false)]);
  while (!(await isOverIn(LOOK_AGAIN))) {
    const changed = tryFindChange();
    if (changed === undefined) continue;
    if (await isOverIn(PATIENCE)) return undefined;
    run.end();
    await run.over;
    return changed;
  }
  return undefined;
};

/** Milliseconds. Most runs are over before the second look. */
const LOOK_AGAIN = 300;
const PATIENCE = 2000;
