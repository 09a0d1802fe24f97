import { rmSync } from "node:fs";
import type { Subject } from "./figures.ts";
import { countFiles } from "./scratch.ts";

/** Measures what writes a folder, from nothing. */
export const intoEmpty =
  (folder: string, write: () => number): Subject["sample"] =>
  () => {
    rmSync(folder, { recursive: true, force: true });
    return { value: write(), files: countFiles(folder) };
  };
