/** Holds the lock of an output folder until it is killed: `node hold-lock.js FOLDER`. */
import { writeSync } from "node:fs";
import { whileLocked } from "../../../../lib/synth/write/lock-output.ts";

whileLocked(process.argv[2] ?? "", { say: () => undefined }, () => {
  writeSync(1, "held\n");
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
});
