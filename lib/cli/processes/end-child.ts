import type { ChildProcess } from "node:child_process";

/** How a child is ended. */
export interface ChildEnd {
  /** @default - it has got one already */
  readonly signal?: NodeJS.Signals | undefined;
  /** After that time, one that has not ended is killed. @default - it has all the time that it takes */
  readonly patienceMs?: number | undefined;
}

/** Tells a child to end. */
export const endChild = (child: ChildProcess, { signal, patienceMs }: ChildEnd): void => {
  if (signal !== undefined) child.kill(signal);
  if (patienceMs === undefined) return;
  const timer = setTimeout(() => child.kill("SIGKILL"), patienceMs);
  child.once("exit", () => clearTimeout(timer));
};
