import { isAbsolute, relative, sep } from "node:path";

/** Tells whether a path is a folder itself or lies below it. A name may begin with two dots. */
export const isIn = (path: string, folder: string): boolean => {
  const way = relative(folder, path);
  return way !== ".." && !way.startsWith(`..${sep}`) && !isAbsolute(way);
};
