import { type ChildProcess, spawn } from "node:child_process";
import { closeSync, openSync, readFileSync } from "node:fs";
import { createServer } from "node:net";
import { basename } from "node:path";
import { findProgram } from "../judge.ts";

/** A server that ends with the process that started it, even when that is killed with -9. */
export interface Server {
  readonly hasExited: () => boolean;
  /** The end of what it wrote, for a message. */
  readonly lastWords: () => string;
  readonly stop: () => Promise<void>;
}

export const startServer = (program: string, args: readonly string[], log: string): Server => {
  const output = openSync(log, "w");
  const child = spawn(findProgram("setpriv"), ["--pdeathsig", "KILL", "--", program, ...args], {
    stdio: ["ignore", output, output],
  });
  closeSync(output);
  const gone = new Promise<void>((resolve) => {
    child.once("exit", () => resolve());
  });
  return {
    hasExited: () => hasExited(child),
    lastWords: () => `${basename(program)}: ${readFileSync(log, "utf8").trim().split("\n").slice(-5).join("\n")}`,
    stop: async () => {
      // A server of Kubernetes takes a second or more to shut down in order, and nothing of it is kept.
      if (!hasExited(child)) child.kill("SIGKILL");
      await gone;
    },
  };
};

/** Whether a process is gone, by itself or by a signal. */
export const hasExited = (child: ChildProcess): boolean => child.exitCode !== null || child.signalCode !== null;

/** Ports of loopback on which nothing listens now. */
export const freePorts = async (count: number): Promise<readonly number[]> => {
  const servers = Array.from({ length: count }, () => createServer().listen(0, "127.0.0.1"));
  const ports = await Promise.all(
    servers.map(
      (server) =>
        new Promise<number>((resolve, reject) => {
          server.once("error", reject);
          server.once("listening", () => {
            const address = server.address();
            if (address === null || typeof address === "string") reject(new Error("no port"));
            else resolve(address.port);
          });
        }),
    ),
  );
  await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))));
  return ports;
};

export const pause = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, milliseconds);
  });
