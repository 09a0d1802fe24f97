import { relative } from "node:path";

/** The way from a folder to a path, with forward slashes on every system: as files and messages name it. */
export const relativePath = (folder: string, path: string): string => relative(folder, path).replaceAll("\\", "/");
