import { existsSync } from "node:fs";
import { dirname, join } from "node:path";

/** The nearest file (or folder) of a name, in a folder or one above it. */
export const tryFindUpwards = (folder: string, name: string): string | undefined => {
  for (const at of foldersUpwards(folder)) if (existsSync(join(at, name))) return join(at, name);
  return undefined;
};

/** A folder and all above it, the nearest first. */
export const foldersUpwards = (folder: string): readonly string[] => {
  const above = dirname(folder);
  return above === folder ? [folder] : [folder, ...foldersUpwards(above)];
};
