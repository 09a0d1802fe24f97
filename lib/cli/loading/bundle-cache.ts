import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { isBuiltin } from "node:module";
import { dirname, isAbsolute, join, resolve } from "node:path";
import type { Bundle } from "./bundle-program.ts";

/** Changes with whatever makes bundles, so that none of another make is taken. */
const CACHE_FORMAT = "rolldown 1.2.19, format 1";

interface CacheEntry {
  readonly format: string;
  /** By absolute path: the hash of what the bundle was made from. */
  readonly inputs: Readonly<Record<string, string>>;
  readonly bundle: Bundle;
}

/** Where bundles of a program are kept: `.kumiki/` beside its nearest package.json. */
export const cacheFolder = (entry: string): string => {
  for (let folder = dirname(entry); ; folder = dirname(folder)) {
    if (existsSync(join(folder, "package.json"))) return join(folder, ".kumiki");
    if (folder === dirname(folder)) return join(dirname(entry), ".kumiki");
  }
};

/** The bundle of a program, if every file that it was made from still has the same content. */
export const tryReadBundle = (entry: string): Bundle | undefined => {
  const path = entryPath(entry);
  const cached = existsSync(path) ? tryParseEntry(readFileSync(path, "utf8")) : undefined;
  if (cached?.format !== CACHE_FORMAT) return undefined;
  const isFresh = Object.entries(cached.inputs).every(([input, hash]) => hashOf(input) === hash);
  return isFresh && cached.bundle.externals.every(isThere) ? cached.bundle : undefined;
};

/** Keeps a bundle. A folder that cannot be written costs time at the next run, and nothing else. */
export const keepBundle = (entry: string, bundle: Bundle): void => {
  const inputs = [...bundle.inputs, ...tsconfigsOf(entry)].map((input) => [input, hashOf(input)] as const);
  const cached: CacheEntry = { format: CACHE_FORMAT, inputs: Object.fromEntries(inputs), bundle };
  const path = entryPath(entry);
  try {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(`${path}.${process.pid}`, JSON.stringify(cached));
    renameSync(`${path}.${process.pid}`, path);
  } catch (error) {
    if (!UNWRITABLE.has((error as { code?: string }).code ?? "")) throw error;
  }
};

const UNWRITABLE = new Set(["EACCES", "EPERM", "EROFS", "ENOSPC", "ENOTDIR", "EEXIST"]);

/** A file that a full disk cut short is no bundle. */
const tryParseEntry = (text: string): CacheEntry | undefined => {
  try {
    return JSON.parse(text) as CacheEntry;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
};

const entryPath = (entry: string): string => join(cacheFolder(entry), `${digest(entry).slice(0, 24)}.json`);

const digest = (text: string | Buffer): string => createHash("sha256").update(text).digest("hex");

/** The empty hash for a file that is not there: one that appears is a change. */
const hashOf = (path: string): string => (existsSync(path) ? digest(readFileSync(path)) : "");

const isThere = (external: string): boolean => !isAbsolute(external) || isBuiltin(external) || existsSync(external);

/** The nearest tsconfig.json and what it extends by path; one that would come nearer counts too. */
const tsconfigsOf = (entry: string): readonly string[] => {
  const found: string[] = [];
  for (let folder = dirname(entry); ; folder = dirname(folder)) {
    const path = join(folder, "tsconfig.json");
    found.push(path);
    if (existsSync(path)) return [...found, ...extendedBy(path)];
    if (folder === dirname(folder)) return found;
  }
};

const extendedBy = (tsconfig: string): readonly string[] => {
  const found = /"extends"\s*:\s*"(\.[^"]+)"/.exec(readFileSync(tsconfig, "utf8"))?.[1];
  if (found === undefined) return [];
  const path = resolve(dirname(tsconfig), found);
  const file = existsSync(path) || path.endsWith(".json") ? path : `${path}.json`;
  return existsSync(file) ? [file, ...extendedBy(file)] : [file];
};
