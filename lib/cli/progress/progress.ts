import { extname } from "node:path";
import type { Worker } from "node:worker_threads";
import { ABANDONED, QUIET, SHOWN } from "./progress-state.ts";

/** A line that says what long work is at, on a terminal. */
export interface Progress {
  /** What is being done from now on. */
  readonly say: (doing: string) => void;
  /** Takes the line away for good. */
  readonly stop: () => void;
}

/**
 * Shows a line after half a second, drawn by a thread of its own, since a synthesis does not let go of the main one. Whatever
 * is written to the terminal takes the line away first. Nothing is shown where nobody watches.
 */
export const startProgress = (isWatched: boolean): Progress => {
  if (!isWatched) return { say: () => {}, stop: () => {} };
  const state = new Int32Array(new SharedArrayBuffer(4));
  const file = new URL(`./progress-worker${extname(import.meta.url)}`, import.meta.url);
  // Imported, it would be there before `cdk8s/watch-workers.ts`.
  const { Worker: Thread } = process.getBuiltinModule("node:worker_threads");
  const worker = new Thread(file, { workerData: state });
  worker.unref();
  // The work goes on without the line.
  worker.on("error", () => {});
  const release = [process.stderr, process.stdout].filter(({ isTTY }) => isTTY).map((stream) => hook(stream, stop));
  function stop(): void {
    for (const letGo of release) letGo();
    takeAway(worker, state);
  }
  return { say: (doing) => worker.postMessage(doing), stop };
};

/** Calls back before the first write to a stream, and returns what takes the hook out. */
const hook = (stream: NodeJS.WriteStream, before: () => void): (() => void) => {
  const write = stream.write.bind(stream);
  const own = Object.getOwnPropertyDescriptor(stream, "write");
  const letGo = (): void => {
    if (own === undefined) Reflect.deleteProperty(stream, "write");
    else Object.defineProperty(stream, "write", own);
  };
  stream.write = ((...args: Parameters<typeof write>) => {
    before();
    return write(...args);
  }) as typeof write;
  return letGo;
};

const takeAway = (worker: Worker, state: Int32Array): void => {
  if (Atomics.compareExchange(state, 0, QUIET, ABANDONED) === SHOWN) {
    worker.postMessage(undefined);
    Atomics.wait(state, 0, SHOWN, PATIENCE_MS);
  }
  void worker.terminate();
};

/** A thread that takes the line away needs one of them. */
const PATIENCE_MS = 500;
