import { realpathSync } from "node:fs";

/** Where something lies with all links followed; undefined where nothing is. */
export const tryRealPath = (path: string): string | undefined => {
  try {
    return realpathSync.native(path);
  } catch {
    return undefined;
  }
};
