import { existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** On a memory file system where there is one: a disk's creation of files is noise. */
export const IS_IN_MEMORY: boolean = existsSync("/dev/shm");

/** A folder of this run, gone when it is over. */
export const SCRATCH: string = mkdtempSync(join(IS_IN_MEMORY ? "/dev/shm" : tmpdir(), "kumiki-bench-"));

process.on("exit", () => rmSync(SCRATCH, { recursive: true, force: true }));

/** A new folder, and what takes it away again. */
export const inFolder = <T>(work: (folder: string) => T): T => {
  const folder = mkdtempSync(join(SCRATCH, "output-"));
  try {
    return work(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
};

/** How many files lie below a folder. */
export const countFiles = (folder: string): number =>
  readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).length;
