import type { ChildProcess } from "node:child_process";
import { type ChildEnd, endChild } from "./end-child.ts";
import { ENDING_SIGNALS } from "./ending-signals.ts";

/** How this process ends with a child. */
export interface SharedEnd extends Pick<ChildEnd, "patienceMs"> {
  /** Done before this process ends by a signal, after which nothing of it runs. @default - nothing */
  readonly last?: () => void;
}

/**
 * While a child runs, a signal that is to end this process goes to the child; when that has ended, this process ends by the same
 * signal. So nothing is left behind that goes on alone. What a terminal sends, by Ctrl-C or when it is closed, the child has got too.
 */
export const endWithChild = (child: ChildProcess, { patienceMs, last }: SharedEnd = {}): void => {
  const received: NodeJS.Signals[] = [];
  const passOn = (signal: NodeJS.Signals): void => {
    received.push(signal);
    endChild(child, { signal: OF_TERMINALS.has(signal) && isAtTerminal() ? undefined : signal, patienceMs });
  };
  const stop = (): void => {
    for (const signal of ENDING_SIGNALS) process.off(signal, passOn);
    const [first] = received;
    if (first === undefined) return;
    last?.();
    process.kill(process.pid, first);
  };
  for (const signal of ENDING_SIGNALS) process.on(signal, passOn);
  child.once("exit", stop);
  child.once("error", () => {
    // One that could not be started has no exit.
    if (child.pid === undefined) stop();
  });
};

const isAtTerminal = (): boolean => [process.stdin, process.stdout, process.stderr].some(({ isTTY }) => isTTY);

const OF_TERMINALS: ReadonlySet<string> = new Set(["SIGINT", "SIGHUP"]);
