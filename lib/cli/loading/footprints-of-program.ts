import { existsSync, realpathSync } from "node:fs";
import { cacheEntryOf, cacheFolderOf, tryReadFailure, tryReadFootprint } from "./bundle-cache.ts";
import type { Footprint } from "./footprint.ts";

/**
 * What a program was made of when it was last bundled, and what of it the bundler met that failed since, read off the cache without
 * running it. Empty for one that never was bundled, or of which nothing could be kept.
 */
export const footprintsOfProgram = (file: string): readonly Footprint[] => {
  if (!existsSync(file)) return [];
  const entry = realpathSync(file);
  const cache = cacheEntryOf(cacheFolderOf(entry), entry, false);
  return [tryReadFootprint(cache), tryReadFailure(cache)].filter((found) => found !== undefined);
};
