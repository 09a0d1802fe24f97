import { fstatSync, writeFileSync, writeSync } from "node:fs";
import { relayApps } from "../cdk8s/relay-apps.ts";
import { diskReason } from "../synth/write/output-error.ts";
import { divertChildren } from "./divert-children.ts";
import { optimizeLater } from "./optimize-later.ts";
import { CommandError, type Terminal } from "./terminal.ts";

/**
 * The world around this process. A reader that has had enough, such as `head`, ends no run and is no mistake: what it does not
 * want is dropped. Standard output that cannot be written is.
 */
export const processTerminal = (): Terminal => {
  const [stdout, stderr] = [process.stdout, process.stderr].map(openOutput) as [Output, Output];
  return {
    cwd: process.cwd(),
    // What it leads from is loaded later.
    relay: relayApps({
      keepsOrder: () => Boolean(process.env["CDK8S_DISABLE_SORT"]),
      onCopy: optimizeLater,
    }),
    env: process.env,
    stdout: stdout.write,
    stderr: stderr.write,
    keepStdout: () => {
      // Somebody reads a terminal, no program.
      if (process.stdout.isTTY) return;
      stdout.keepFor(process.stderr);
      divertChildren();
    },
    isWatched: process.stderr.isTTY && process.env["TERM"] !== "dumb" && process.env["CI"] === undefined,
    flushed: async () => {
      await stderr.flushed();
      await stdout.flushed();
    },
  };
};

interface Output {
  readonly write: (text: string) => void;
  /** From now on others who write here write there. */
  readonly keepFor: (there: NodeJS.WriteStream) => void;
  readonly flushed: () => Promise<void>;
}

const openOutput = (stream: NodeJS.WriteStream & { fd: number }): Output => {
  const state: { failure?: unknown; last: Promise<void> } = { last: Promise.resolve() };
  let isEnding = false;
  process.once("exit", () => {
    isEnding = true;
  });
  const check = (): void => {
    if (state.failure === undefined || codeOf(state.failure) === "EPIPE") return;
    const name = stream.fd === 1 ? "output" : "error";
    throw new CommandError(`Cannot write to standard ${name}: ${diskReason(state.failure)}`, { cause: state.failure });
  };
  const fail = (error: unknown): void => {
    state.failure ??= error;
    // Nobody asks any more whether all is out.
    if (isEnding) check();
  };
  stream.on("error", fail);
  const isFile = isWrittenAtOnce(stream);
  // Looked up for each write: a progress line waits there.
  let send = (text: string, done: () => void): boolean => stream.write(text, done);
  return {
    keepFor: (there) => {
      send = stream.write.bind(stream);
      const elsewhere = (...args: Parameters<typeof stream.write>): boolean => {
        there.write(...args);
        // Whoever waited until there is room would wait for this stream's.
        return true;
      };
      stream.write = elsewhere as typeof stream.write;
    },
    write: (text) => {
      if (state.failure !== undefined) return;
      if (isFile) writeAtOnce(stream.fd, text, fail);
      else if (isEnding && !stream.isTTY) writeToTheEnd(stream.fd, Buffer.from(text), fail);
      else state.last = new Promise((resolve) => void send(text, () => resolve()));
    },
    flushed: async () => {
      await state.last;
      check();
    },
  };
};

/** Node writes a file by one call, and does not look whether all of it found room. */
const writeAtOnce = (file: number, text: string, fail: (error: unknown) => void): void => {
  try {
    writeFileSync(file, text);
  } catch (error) {
    fail(error);
  }
};

/** A process that ends waits for no stream: what a pipe has no room for yet is offered again. */
const writeToTheEnd = (file: number, text: Buffer, fail: (error: unknown) => void): void => {
  for (let at = 0; at < text.length; ) {
    try {
      at += writeSync(file, text, at);
    } catch (error) {
      if (codeOf(error) !== "EAGAIN") return fail(error);
      Atomics.wait(NOBODY_WAKES, 0, 0, PAUSE_MS);
    }
  }
};

const NOBODY_WAKES = new Int32Array(new SharedArrayBuffer(4));

const PAUSE_MS = 5;

const isWrittenAtOnce = ({ fd, isTTY }: NodeJS.WriteStream & { fd: number }): boolean => {
  if (isTTY) return false;
  try {
    const there = fstatSync(fd);
    return !there.isFIFO() && !there.isSocket();
  } catch {
    // Nothing is open there, and Node has a stream that swallows.
    return false;
  }
};

const codeOf = (error: unknown): string | undefined => (error as { code?: string }).code;
