import { WriteStream } from "node:tty";
import { parentPort, workerData } from "node:worker_threads";
import yoctoSpinner from "yocto-spinner";
import { GONE, QUIET, SHOWN } from "./progress-state.ts";

/** Draws the line that `startProgress` asks for. A thread's own stream would go through the main one, which is busy. */
const stream = new WriteStream(2);

/** A process that is killed would leave the terminal without its cursor. */
const HIDE_CURSOR = "\u001b[?25l";
const write = stream.write.bind(stream);
stream.write = (text: string | Uint8Array) => write(String(text).replaceAll(HIDE_CURSOR, ""));

const state = workerData as Int32Array;
const spinner = yoctoSpinner({ stream, handleSignals: false });

/** Until work counts as long. */
const LONG_MS = 500;
let doing = "";
const timer = setTimeout(() => {
  if (Atomics.compareExchange(state, 0, QUIET, SHOWN) === QUIET) spinner.start(doing);
}, LONG_MS);

parentPort?.on("message", (said: string | undefined) => {
  if (said === undefined) takeAway();
  else if (spinner.isSpinning) spinner.text = said;
  else doing = said;
});

const takeAway = (): void => {
  clearTimeout(timer);
  spinner.stop();
  Atomics.store(state, 0, GONE);
  Atomics.notify(state, 0);
};
