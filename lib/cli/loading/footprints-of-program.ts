import { existsSync, realpathSync } from "node:fs";
import { cacheEntryOf, cacheFolderOf, tryReadFootprint } from "./bundle-cache.ts";
import type { Footprint } from "./footprint.ts";

/**
 * What a program was made of when it was last bundled, read off the kept bundle without running it. Empty for one that never was,
 * or whose bundle could not be kept.
 */
export const footprintsOfProgram = (file: string): readonly Footprint[] => {
  if (!existsSync(file)) return [];
  const entry = realpathSync(file);
  return [tryReadFootprint(cacheEntryOf(cacheFolderOf(entry), entry, false)) ?? []].flat();
};
