import { existsSync, mkdirSync } from "node:fs";
import { dirname } from "node:path";

/**
 * Makes a folder and those around it, and gives the topmost that was not there. Node's own way says of a read-only disk that nothing
 * is there, and does not come back from a place such as /proc.
 */
export const makeFolder = (path: string): string | undefined => {
  if (existsSync(path)) return undefined;
  const first = makeFolder(dirname(path));
  mkdirSync(path);
  return first ?? path;
};
