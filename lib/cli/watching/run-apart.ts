import { spawn } from "node:child_process";
import { endChild } from "../processes/end-child.ts";
import { endWithChild } from "../processes/end-with-child.ts";
import { COULD_NOT_WORK, CommandError, type ExitCode } from "../terminal.ts";

/** A run in a process of its own. */
export interface RunApart {
  /** COULD_NOT_WORK for one that a signal ended. */
  readonly over: Promise<ExitCode>;
  /** Ends it, by force if need be: whatever it writes, it can be killed anywhere. */
  readonly end: () => void;
}

/** Starts Node with arguments; who ends this process ends the run with it. */
export const runApart = (args: readonly string[]): RunApart => {
  const child = spawn(process.execPath, args, { stdio: "inherit" });
  endWithChild(child, { patienceMs: PATIENCE_MS });
  const over = new Promise<ExitCode>((resolve, reject) => {
    child.once("exit", (code) => resolve(code ?? COULD_NOT_WORK));
    child.once("error", ({ message }) => reject(new CommandError(`Cannot start a run to watch: ${message}`)));
  });
  return { over, end: () => endChild(child, { signal: "SIGTERM", patienceMs: PATIENCE_MS }) };
};

const PATIENCE_MS = 2000;
