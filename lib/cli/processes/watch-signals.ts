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
    if (process.listenerCount(signal) > 1) return;
    try {
      last();
    } finally {
      end();
      process.kill(process.pid, signal);
    }
  };
  const end = (): void => {
    for (const signal of ENDING_SIGNALS) process.off(signal, handle);
  };
  return {
    begin: () => {
      end();
      for (const signal of ENDING_SIGNALS) process.on(signal, handle);
      // A signal that comes while code runs is heard when that is over, unless nothing is left to wait for then: the second of
      // two turns begins after it.
      setImmediate(() => setImmediate(() => undefined));
    },
    end,
  };
};
