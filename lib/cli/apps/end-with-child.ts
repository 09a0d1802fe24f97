import type { ChildProcess } from "node:child_process";
import { type ChildEnd, endChild } from "./end-child.ts";

/**
 * While a child runs, a signal that is to end this process goes to the child; when that has ended, this process ends by the same
 * signal. So nothing is left behind that goes on alone.
 */
export const endWithChild = (child: ChildProcess, { patience }: Pick<ChildEnd, "patience"> = {}): void => {
  const received: NodeJS.Signals[] = [];
  const passOn = (signal: NodeJS.Signals): void => {
    received.push(signal);
    endChild(child, { signal, patience });
  };
  const stop = (): void => {
    for (const signal of SIGNALS) process.off(signal, passOn);
    const [first] = received;
    if (first !== undefined) process.kill(process.pid, first);
  };
  for (const signal of SIGNALS) process.on(signal, passOn);
  child.once("exit", stop);
  child.once("error", () => {
    // One that could not be started has no exit.
    if (child.pid === undefined) stop();
  });
};

const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"] as const;
