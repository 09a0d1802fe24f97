import { createHash } from "node:crypto";
import { closeSync, constants, existsSync, openSync, readFileSync, realpathSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { diskReason, OutputError } from "./output-error.ts";

/** How to wait for another run. */
export interface LockWait {
  /** Says once that a run waits, and for what. */
  readonly say: (message: string) => unknown;
  /** For so many twentieths of a second. @default - ten minutes */
  readonly tries?: number;
}

/**
 * Does work on an output folder while nobody else does: another run, of whatever program, waits for its end. The lock lies
 * outside the folder, under the folder's real path, and the kernel takes it back from a process that dies. Two containers
 * that share a folder, and not a network, do not see each other, nor do two mounts of one folder.
 */
export const whileLocked = <T>(folder: string, wait: LockWait, work: () => T): T => {
  const release = holdLock(folder, wait);
  try {
    return work();
  } finally {
    release();
  }
};

/** Lets go of a lock; the second time does nothing. */
export type Release = () => void;

/**
 * Takes the lock of an output folder until it is let go, or until the process ends. A process that has it already takes it once
 * more.
 */
export const holdLock = (folder: string, wait: LockWait): Release => {
  const waiting = lockOutput(folder, wait);
  const { done, value } = waiting.next();
  return done === true ? value : interruptible(folder, () => waitStill(waiting));
};

/** Nothing else goes on meanwhile. */
const waitStill = (waiting: Generator<void, Release, void>): Release => {
  for (;;) {
    Atomics.wait(NOBODY_WAKES, 0, 0, PAUSE_MS);
    const { done, value } = waiting.next();
    if (done === true) return value;
  }
};

/** Does work that Ctrl-C ends, also for who watches signals, and would hear of it when the work is over. */
const interruptible = (folder: string, work: () => Release): Release => {
  try {
    const vm = process.getBuiltinModule("node:vm");
    return vm.runInNewContext("work()", { work }, { breakOnSigint: true }) as Release;
  } catch (error) {
    if ((error as { code?: string }).code !== "ERR_SCRIPT_EXECUTION_INTERRUPTED") throw error;
    process.kill(process.pid, "SIGINT");
    throw new OutputError(`Cannot write to ${folder}: interrupted while another run of kumiki writes there`);
  }
};

/** The same where whatever else goes on may do so meanwhile: who watches signals can obey one. */
export const holdLockLater = async (folder: string, wait: LockWait): Promise<Release> => {
  const waiting = lockOutput(folder, wait);
  for (;;) {
    const { done, value } = waiting.next();
    if (done === true) return value;
    await pause(PAUSE_MS);
  }
};

/** Yields for as long as another process has the lock, to be asked again after a pause. */
function* lockOutput(folder: string, wait: LockWait): Generator<void, Release, void> {
  try {
    const name = lockName(folder);
    const lock = held.get(name) ?? { holders: 0, release: yield* takeLock(name, folder, wait) };
    held.set(name, lock);
    lock.holders += 1;
    return releaseOnce(name, lock);
  } catch (error) {
    if (error instanceof OutputError) throw error;
    throw new OutputError(`Cannot look whether another run writes ${folder}: ${diskReason(error)}`, { cause: error });
  }
}

interface HeldLock {
  holders: number;
  readonly release: Release;
}

/** Of this process, by name. */
const held = new Map<string, HeldLock>();

const releaseOnce = (name: string, lock: HeldLock): Release => {
  let isHeldHere = true;
  return () => {
    if (!isHeldHere) return;
    isHeldHere = false;
    lock.holders -= 1;
    if (lock.holders > 0) return;
    held.delete(name);
    lock.release();
  };
};

/** Names the locks that this process has, for one that it starts and waits for. */
export const heldLocks = (): readonly string[] => [...held.keys()];

/** Takes locks for its own that the process has which waits for this one. */
export const inheritLocks = (names: readonly string[]): void => {
  for (const name of names) held.set(name, { holders: 1, release: () => undefined });
};

const lockName = (folder: string): string => `kumiki-${createHash("sha256").update(realPathOf(folder)).digest("hex")}`;

function* takeLock(name: string, folder: string, { say, tries = 12_000 }: LockWait): Generator<void, Release, void> {
  for (let tried = 0; tried < tries; tried += 1) {
    const release = tryLock(name);
    if (release !== undefined) return release;
    if (tried === UNSEEN && !isHeld(name)) {
      // Whoever had it may have let go just now.
      const late = tryLock(name);
      if (late !== undefined) return late;
      if (isHeld(name)) continue;
      say(`Cannot see whether another run writes ${folder}: this system refuses the lock; the run goes on without it`);
      return () => undefined;
    }
    if (tried === PATIENCE) say(`Waits for another run that writes ${folder}`);
    yield;
  }
  throw new OutputError(
    `Cannot write to ${folder}: another run of kumiki has been at it all the time; see what it does, end it, and repeat`,
  );
}

const NOBODY_WAKES = new Int32Array(new SharedArrayBuffer(4));
const PAUSE_MS = 50;
/** A run of a small project is over by then. */
const PATIENCE = 20;
/** So often the name is asked for, before a look whether anybody has it. */
const UNSEEN = 3;

/** The folder, or what will be there, without links above it. */
const realPathOf = (path: string): string =>
  existsSync(path) || dirname(path) === path
    ? realpathSync.native(path)
    : join(realPathOf(dirname(path)), basename(path));

const tryLock = (name: string): Release | undefined => {
  if (process.platform === "win32") return listen(`\\\\.\\pipe\\${name}`);
  if (BSD.has(process.platform)) return openAlone(join(tmpdir(), name));
  return listen(`\0${name}`);
};

/** A name that one process has: an abstract socket, or a pipe of Windows. Node binds it before `listen` returns. */
const listen = (path: string): Release | undefined => {
  // A refusal comes as an event too, later.
  const server = createServer().on("error", () => undefined);
  server.listen({ path, exclusive: true }).unref();
  return server.listening ? () => server.close() : undefined;
};

const BSD: ReadonlySet<string> = new Set(["darwin", "freebsd", "openbsd"]);

/** See open(2) of those systems. */
const O_EXLOCK = 0x20;

const openAlone = (path: string): Release | undefined => {
  try {
    const file = openSync(path, constants.O_RDWR | constants.O_CREAT | constants.O_NONBLOCK | O_EXLOCK, 0o666);
    return () => closeSync(file);
  } catch (error) {
    if ((error as { code?: string }).code === "EAGAIN") return undefined;
    throw error;
  }
};

/** Tells whether a process has the name, where the system lists them. */
const isHeld = (name: string): boolean =>
  process.platform !== "linux" || !existsSync(SOCKETS) || readFileSync(SOCKETS, "utf8").includes(`@${name}`);

const SOCKETS = "/proc/net/unix";
