import { mapStacks } from "../failures/describe-thrown.ts";
import { actLast, type ProcessEnding } from "./act-last.ts";

/** How a program ends that runs in this process. */
export interface ProgramEnd {
  /** Settles when nothing of the program is left to run; rejects with what it throws later, in the user's own lines. */
  readonly over: (mapStack: (stack: string) => string) => Promise<void>;
  /** What the program set, or 0. */
  readonly exitCode: () => number;
  /** The program listens to `exit`, and what it does there is a part of it. */
  readonly isHeardAtExit: () => boolean;
  readonly stopWatching: () => void;
}

/** Watches the end of a program that runs in this process; one that calls `process.exit()` ends it, and `onExit` is the last to act. */
export const watchEnd = (onExit: (ending: ProcessEnding) => void): ProgramEnd => {
  const leave = actLast(onExit);
  const others = new Set(process.listeners("exit"));
  let onThrown: ((error: unknown) => void) | undefined;
  return {
    over: (mapStack) =>
      new Promise((resolve, reject) => {
        process.once("beforeExit", () => resolve());
        // A program that handles what it throws goes on, as it would by itself.
        if (process.listenerCount("uncaughtException") > 0) return;
        onThrown = (error) => {
          mapStacks(error, mapStack);
          reject(error);
        };
        process.once("uncaughtException", onThrown);
      }),
    exitCode: () => Number(process.exitCode ?? 0),
    isHeardAtExit: () => process.listeners("exit").some((listener) => !others.has(listener)),
    stopWatching: () => {
      leave();
      if (onThrown !== undefined) process.off("uncaughtException", onThrown);
    },
  };
};
