import { existsSync, realpathSync } from "node:fs";
import { cacheEntryOf, cacheFolderOf, tryReadFootprint } from "./bundle-cache.ts";

/**
 * The files that a program was made of when it was last bundled, read off the kept bundle without running it. Empty for one that
 * never was, or whose bundle could not be kept.
 */
export const inputsOfProgram = (file: string): readonly string[] => {
  if (!existsSync(file)) return [];
  const entry = realpathSync(file);
  return Object.keys(tryReadFootprint(cacheEntryOf(cacheFolderOf(entry), entry, false))?.files ?? {});
};
