import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { askProgram, type Said } from "../ask-program.ts";
import { findProgram } from "../judge.ts";

/** A network of its own with nothing but loopback, so that pods have their own ports, and nothing leaves. */
export interface PrivateNetwork {
  /** What stands before a command that runs in it. */
  readonly enter: readonly string[];
  /** Runs a command in it to its end. */
  readonly ask: (command: readonly string[]) => Said;
  readonly stop: () => Promise<void>;
}

export const startPrivateNetwork = async (): Promise<PrivateNetwork> => {
  const script = `${findProgram("ip")} link set lo up && echo up && exec sleep 86400`;
  const holder = spawn(findProgram("setpriv"), ["--pdeathsig", "KILL", "--", "unshare", "--net", "sh", "-c", script], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  await Promise.race([once(holder.stdout, "data"), endOf(holder)]);
  const enter = [`--net=/proc/${holder.pid}/ns/net`, "--"];
  return {
    enter: ["nsenter", ...enter],
    ask: (command) => askProgram("nsenter", [...enter, ...command]),
    stop: async () => {
      holder.kill("SIGKILL");
      await once(holder, "exit");
    },
  };
};

const endOf = async (holder: ChildProcess): Promise<never> => {
  const [code] = (await once(holder, "exit")) as [number | null];
  throw new Error(`cannot make a network of its own: exit code ${code}`);
};
