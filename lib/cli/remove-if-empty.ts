import { rmdirSync } from "node:fs";

/** Removes a folder in which nothing is. */
export const removeIfEmpty = (folder: string): void => {
  try {
    rmdirSync(folder);
  } catch {
    // Somebody has put something there, or has removed it.
  }
};
