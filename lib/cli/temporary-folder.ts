import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { diskReason, OutputError } from "../synth/write/output-error.ts";

/** Makes a folder of its own, whose name begins so, where the system keeps what is temporary. */
export const makeTemporaryFolder = (start: string): string => {
  const around = tmpdir();
  try {
    return mkdtempSync(join(around, start));
  } catch (error) {
    const { code } = error as { code?: string };
    const reason = code === "ENOENT" ? "there is no such folder" : diskReason(error);
    throw new OutputError(`Cannot make a temporary folder in ${around}: ${reason}; name another in TMPDIR`, {
      cause: error,
    });
  }
};

/** Writes a file in such a folder, whole or not at all. */
export const writeTemporaryFile = (file: string, text: string): void => {
  try {
    writeFileSync(file, text);
  } catch (error) {
    rmSync(file, { force: true });
    throw new OutputError(`Cannot write a temporary file in ${tmpdir()}: ${diskReason(error)}`, { cause: error });
  }
};
