import { spawn } from "node:child_process";
import { once } from "node:events";
import { onTestFinished } from "vitest";
import { BIN } from "./installed.ts";

/** A command that goes on until it is told to stop. */
export interface Followed {
  /** Waits for what it says next, and gives what it said before that. */
  readonly until: (text: string) => Promise<string>;
  readonly kill: (signal: NodeJS.Signals) => void;
  /** Its exit code, or the signal that ended it, and what it said last. */
  readonly ended: Promise<readonly [result: number | NodeJS.Signals, said: string]>;
}

/** Runs a command and follows what it says; `prelude` is a command that takes it as its arguments. */
export const follow = (args: readonly string[], cwd: string, prelude: readonly string[] = []): Followed => {
  const [command = "", ...rest] = [...prelude, process.execPath, BIN, ...args];
  const child = spawn(command, rest, { cwd, stdio: ["ignore", "ignore", "pipe"] });
  onTestFinished(() => {
    child.kill();
  });
  let said = "";
  let wake = (): void => {};
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    said += text;
    wake();
  });
  const until = async (text: string): Promise<string> => {
    while (!said.includes(text)) await new Promise<void>((resolve) => (wake = resolve));
    const before = said.slice(0, said.indexOf(text));
    said = said.slice(before.length + text.length);
    return before;
  };
  const ended = once(child, "close").then(
    ([code, signal]) => [(code ?? signal) as number | NodeJS.Signals, said] as const,
  );
  return { until, kill: (signal) => child.kill(signal), ended };
};
