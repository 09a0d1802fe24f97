import { setTimeout as wait } from "node:timers/promises";
import { lookAgainIn } from "./look-again.ts";
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
  for (let took = 0; !(await isOverIn(lookAgainIn(took))); ) {
    const began = performance.now();
    const changed = tryFindChange();
    took = performance.now() - began;
    if (changed === undefined) continue;
    if (await isOverIn(PATIENCE_MS)) return undefined;
    run.end();
    await run.over;
    return changed;
  }
  return undefined;
};

const PATIENCE_MS = 2000;
