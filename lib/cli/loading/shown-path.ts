import { isIn } from "../../text/is-in.ts";
import { relativePath } from "../../text/relative-path.ts";

/** A path as messages name it: relative to the current folder for what lies in it. */
export const shownPath = (path: string): string => {
  const folder = process.cwd();
  return isIn(path, folder) ? relativePath(folder, path) || path : path;
};
