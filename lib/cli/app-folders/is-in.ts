import { isAbsolute, relative } from "node:path";

/** Tells whether a path is a folder itself or lies below it; both absolute. */
export const isIn = (path: string, folder: string): boolean => {
  const way = relative(folder, path);
  return way === "" || (!way.startsWith("..") && !isAbsolute(way));
};
