import { extname } from "node:path";
import { fileURLToPath } from "node:url";
import type * as Threads from "node:worker_threads";
import type { WorkerOptions } from "node:worker_threads";

/** What a thread writes there once it was to synthesize an app: all threads of a program share it. */
export type WorkerNote = Int32Array<SharedArrayBuffer>;

/** A note on which nothing stands. */
export const newNote = (): WorkerNote => new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));

/** Tells whether some thread was to synthesize an app. */
export const isNoted = (note: WorkerNote): boolean => Atomics.load(note, 0) !== 0;

/** Notes that this thread was to synthesize an app. */
export const writeNote = (note: WorkerNote): void => void Atomics.store(note, 0, 1);

/** The note of the program that has started this thread; undefined elsewhere. */
export const givenNote = (): WorkerNote | undefined => threads().getEnvironmentData(NOTE) as WorkerNote | undefined;

/**
 * Lets every thread that this process starts while there is a note refuse to synthesize apps of cdk8s, and note it, before it runs
 * anything else (`worker-preload.ts`): what it would write is out of our reach. It has to come before any ES module imports
 * `node:worker_threads`, which would keep the class that it found: to exchange it there too (`syncBuiltinESMExports`) takes a
 * millisecond.
 */
export const watchWorkers = (noteOf: () => WorkerNote | undefined): void => {
  const builtin = threads();
  builtin.Worker = new Proxy(builtin.Worker, {
    construct: (target, [file, options], made) => {
      const note = noteOf();
      if (note === undefined) return Reflect.construct(target, [file, options], made) as object;
      builtin.setEnvironmentData(NOTE, note);
      const start = (own: readonly string[]): object =>
        Reflect.construct(target, [file, { ...(options as object), execArgv: [...PRELOAD, ...own] }], made) as object;
      const { execArgv } = (options ?? {}) as WorkerOptions;
      return execArgv === undefined ? startAsHere(start) : start(execArgv);
    },
  });
  // A worker may be asked what made it.
  Object.assign(builtin.Worker.prototype, { constructor: builtin.Worker });
};

/** Starts a thread with the options of this process, but for those that only a process takes. */
const startAsHere = (start: (execArgv: readonly string[]) => object): object => {
  try {
    return start(process.execArgv);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ERR_WORKER_INVALID_EXEC_ARGV") throw error;
    const { message } = error as Error;
    return start(process.execArgv.filter((option) => !message.includes(option)));
  }
};

/** No import, which would be an ES module's: see watchWorkers. */
const threads = (): Mutable<typeof Threads> => process.getBuiltinModule("node:worker_threads");

type Mutable<T> = { -readonly [Name in keyof T]: T[Name] };

const NOTE = "kumiki: apps in threads";

const PRELOAD = ["--require", fileURLToPath(new URL(`./worker-preload${extname(import.meta.url)}`, import.meta.url))];
