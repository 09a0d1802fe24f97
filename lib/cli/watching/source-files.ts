import { type Dirent, readdirSync } from "node:fs";
import { extname, join } from "node:path";

/** The files below a folder that a program may consist of; those of a folder that cannot be read are none. */
export const sourceFiles = (folder: string, output: string): readonly string[] =>
  tryReadFolder(folder).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (!entry.isDirectory()) return isSource(entry.name) ? [path] : [];
    return path === output || isLeftOut(entry.name) ? [] : sourceFiles(path, output);
  });

/** Tells by its name whether a program may consist of a file. */
export const isSource = (name: string): boolean => SOURCES.has(extname(name));

/** Tells by its name whether nothing counts that is in a folder. */
export const isLeftOut = (name: string): boolean => name === "node_modules" || name.startsWith(".");

const tryReadFolder = (folder: string): readonly Dirent[] => {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch {
    return [];
  }
};

const SOURCES = new Set([".ts", ".tsx", ".mts", ".cts", ".js", ".jsx", ".mjs", ".cjs", ".json", ".yaml", ".yml"]);
