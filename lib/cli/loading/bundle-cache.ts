import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { basename, dirname, extname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { replaceFile } from "../replace-file.ts";
import type { Bundle, BundleFormat, FreshBundle } from "./bundle.ts";
import { tryFindUpwards } from "./find-upwards.ts";
import { type Footprint, stillHolds } from "./footprint.ts";

/** A bundle and the file that it lies in, or would lie in. */
export interface StoredBundle extends Bundle {
  readonly file: string;
  /** False where the cache folder cannot be written: then nothing lies there. */
  readonly isStored: boolean;
}

/** Where the bundle of a program is kept: a list of what it was made of, and beside it the bundle, named by its content. */
export interface CacheEntry {
  readonly folder: string;
  readonly name: string;
}

/** Where bundles of a program are kept: beside its nearest package.json, else beside itself. */
export const cacheFolderOf = (entry: string): string => {
  const nearest = tryFindUpwards(dirname(entry), "package.json") ?? entry;
  return join(dirname(nearest), ".kumiki");
};

/** A program's place in a cache folder. It changes with kumiki's version and the bundler's. */
export const cacheEntryOf = (folder: string, entry: string, hasProvided: boolean): CacheEntry => {
  const key = hashOf([LAYOUT, versions(), entry, String(hasProvided)].join("\0"));
  return { folder, name: `${basename(entry, extname(entry))}-${key}` };
};

/** Reads a bundle that still holds; undefined where there is none, or where anything that it was made of has changed. */
export const tryReadBundle = ({ folder, name }: CacheEntry): StoredBundle | undefined => {
  try {
    const list = JSON.parse(readFileSync(join(folder, `${name}.json`), "utf8")) as CacheList;
    if (!stillHolds(list.footprint)) return undefined;
    const file = join(folder, list.file);
    const [code, map] = [readFileSync(file, "utf8"), readFileSync(`${file}.map`, "utf8")];
    return hashOf(code + map) === list.hash ? { ...list, code, map, file, isStored: true } : undefined;
  } catch {
    return undefined;
  }
};

/** What the bundle that is kept was made of, whether or not it still holds; undefined where none is kept. */
export const tryReadFootprint = ({ folder, name }: CacheEntry): Footprint | undefined =>
  (tryReadJson(join(folder, `${name}.json`)) as CacheList | undefined)?.footprint;

/** What a program consisted of that could not be bundled, as far as the bundler came; undefined where it could, or nothing is kept. */
export const tryReadFailure = ({ folder, name }: CacheEntry): Footprint | undefined =>
  tryReadJson(join(folder, `${name}${FAILED}`)) as Footprint | undefined;

const tryReadJson = (path: string): unknown => {
  try {
    return JSON.parse(readFileSync(path, "utf8")) as unknown;
  } catch {
    return undefined;
  }
};

/** Keeps, until a bundle is, what a program consists of that cannot be bundled: who watches it waits for that to change. */
export const storeFailure = ({ folder, name }: CacheEntry, footprint: Footprint): void => {
  try {
    prepareFolder(folder);
    replaceFile(join(folder, `${name}${FAILED}`), JSON.stringify(footprint));
  } catch {
    // A folder that cannot be written is no reason to fail in another way.
  }
};

/** Keeps a bundle for the next run. A folder that cannot be written is no reason to fail. */
export const storeBundle = (entry: CacheEntry, { footprint, ...fresh }: FreshBundle): StoredBundle => {
  const name = `${entry.name}.${hashOf(fresh.code)}.${EXTENSIONS[fresh.format]}`;
  const file = join(entry.folder, name);
  // Debuggers follow this comment; our own findings read the map as it is.
  const bundle = { ...fresh, code: `${fresh.code}\n//# sourceMappingURL=${name}.map\n` };
  const { format, provided, packages } = fresh;
  const list: CacheList = { format, provided, packages, file: name, hash: hashOf(bundle.code + bundle.map), footprint };
  try {
    prepareFolder(entry.folder);
    replaceFile(file, bundle.code);
    replaceFile(`${file}.map`, bundle.map);
    replaceFile(join(entry.folder, `${entry.name}.json`), JSON.stringify(list));
    removeOld(entry, name);
    return { ...bundle, file, isStored: true };
  } catch {
    return { ...bundle, file, isStored: false };
  }
};

interface CacheList {
  readonly format: BundleFormat;
  readonly provided: readonly string[];
  readonly packages: readonly string[];
  readonly file: string;
  /** Of code and map together. */
  readonly hash: string;
  readonly footprint: Footprint;
}

/** The folder keeps itself out of git, whatever the project's .gitignore says. */
const prepareFolder = (folder: string): void => {
  mkdirSync(folder, { recursive: true });
  const ignore = join(folder, ".gitignore");
  if (!existsSync(ignore)) replaceFile(ignore, "*\n");
};

/** Earlier bundles of the same program. A process that was about to read one bundles anew. */
const removeOld = ({ folder, name }: CacheEntry, kept: string): void => {
  for (const old of readdirSync(folder)) {
    if (old.startsWith(`${name}.`) && old !== `${name}.json` && !old.startsWith(kept)) {
      rmSync(join(folder, old), { force: true });
    }
  }
};

/** kumiki's package.json holds its own version and, exactly, the bundler's. */
const versions = (): string => {
  const path = tryFindUpwards(dirname(fileURLToPath(import.meta.url)), "package.json");
  return path === undefined ? "" : readFileSync(path, "utf8");
};

const hashOf = (text: string): string => createHash("sha256").update(text).digest("hex").slice(0, 16);

const EXTENSIONS: Readonly<Record<BundleFormat, string>> = { cjs: "cjs", es: "mjs" };

/** Gone when the next bundle is kept. */
const FAILED = ".failed.json";

/** Raised when bundles are made or kept in another way. */
const LAYOUT = "6";
