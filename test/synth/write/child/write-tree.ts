/** Makes an output folder hold the files of a list, as a run of `kumiki synth` does: `node write-tree.js FOLDER LIST.json`. */
import { openSync, readFileSync } from "node:fs";
import { whileLocked } from "../../../../lib/synth/write/lock-output.ts";
import { planOutput } from "../../../../lib/synth/write/plan-output.ts";
import { readOutput } from "../../../../lib/synth/write/read-output.ts";
import { writeOutput } from "../../../../lib/synth/write/write-output.ts";
import type { OutputFile } from "../../../../lib/text/output-file.ts";

const [folder = "", list = "", descriptors] = process.argv.slice(2);
const files = JSON.parse(readFileSync(list, "utf8")) as readonly OutputFile[];

/** Leaves no room for another open file. */
const useUpDescriptors = (): void => {
  for (;;) {
    try {
      openSync("/dev/null", "r");
    } catch {
      return;
    }
  }
};

const write = (): void => {
  if (descriptors === "none-left") useUpDescriptors();
  const disk = readOutput(folder, files);
  const plan = planOutput(files, disk, { isOurs: () => true });
  if (plan.findings.length > 0) throw new Error(plan.findings.map(({ message }) => message).join("\n"));
  writeOutput(folder, plan, disk);
};

try {
  whileLocked(folder, { say: (message) => process.stderr.write(`${message}\n`) }, write);
} catch (error) {
  process.stderr.write(`${error instanceof Error ? `${error.name}: ${error.message}` : String(error)}\n`);
  process.exitCode = 2;
}
