import { heldLocks, inheritLocks } from "../../synth/write/lock-output.ts";

/** What processes that this one starts are told in their environment, so that they do not wait for it while it waits for them. */
export const lockEnvironment = (): Readonly<Record<string, string>> => ({
  [HELD_LOCKS]: [process.pid, ...heldLocks()].join(SEPARATOR),
});

/** Tells what a program starts by itself. */
export const tellLocks = (): void => {
  Object.assign(process.env, lockEnvironment());
};

/** Lets this process write where the process that started it writes, as long as that one runs. */
export const takeLocks = (): void => {
  const [holder = "", ...names] = process.env[HELD_LOCKS]?.split(SEPARATOR) ?? [];
  delete process.env[HELD_LOCKS];
  if (isRunning(Number(holder))) inheritLocks(names);
};

const HELD_LOCKS = "KUMIKI_HELD_LOCKS";
const SEPARATOR = " ";

const isRunning = (id: number): boolean => {
  try {
    return id > 0 && process.kill(id, 0);
  } catch {
    return false;
  }
};
