import { ENDING_SIGNALS } from "./ending-signals.ts";

/** Acts when somebody ends this process. */
export interface SignalWatch {
  readonly begin: () => void;
  readonly end: () => void;
}

/**
 * Does something last when the process is interrupted or told to end, which it then does as if nobody had watched. A program that
 * handles such a signal itself goes on, or ends by itself.
 */
export const watchSignals = (last: () => void): SignalWatch => {
  const handle = (signal: NodeJS.Signals): void => {
    if (process.listeners(signal).some((listener) => !OWN.has(listener))) return;
    try {
      last();
    } finally {
      stop();
      process.kill(process.pid, signal);
    }
  };
  OWN.add(handle);
  const stop = (): void => {
    for (const signal of ENDING_SIGNALS) process.off(signal, handle);
  };
  return {
    begin: () => {
      stop();
      for (const signal of ENDING_SIGNALS) process.on(signal, handle);
      onceHeard(() => undefined);
    },
    end: () => onceHeard(stop),
  };
};

/** A watch that is over stays until what came before is heard, beside the next. */
const OWN = new WeakSet<object>();

/**
 * Acts when signals that come while this code runs have been heard, and sees to it that they are, though nothing else is left to
 * wait for: that is in the second of two turns.
 */
const onceHeard = (act: () => void): void => {
  setImmediate(() => setImmediate(act));
};
