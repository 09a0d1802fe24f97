import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { basename, dirname, extname, join } from "node:path";
import { foldersUpwards } from "./find-upwards.ts";
import { tryRealPath } from "./try-real-path.ts";
import { tsconfigChain } from "./tsconfig-chain.ts";

/** All that a bundle depends on, so that it can be told without the bundler whether it still holds. */
export interface Footprint {
  /** Files, with the hash of their content. */
  readonly files: Readonly<Record<string, string>>;
  /** Where the packages that it imports lie, by the folder below node_modules that leads there. */
  readonly packages: Readonly<Record<string, string>>;
  /** Paths where nothing lies, and where something would be found first. */
  readonly absent: readonly string[];
}

/** True while a bundler would find the same files with the same content. */
export const stillHolds = ({ files, packages, absent }: Footprint): boolean =>
  Object.entries(files).every(([path, hash]) => tryHash(path) === hash) &&
  Object.entries(packages).every(([path, real]) => tryRealPath(path) === real) &&
  !absent.some((path) => existsSync(path));

/** Gathers a footprint while a bundler runs. */
export class FootprintGatherer {
  readonly #files = new Set<string>();
  readonly #packages = new Map<string, string>();
  readonly #absent = new Set<string>();

  /** A file whose content matters. */
  addFile(path: string): void {
    const also = TSCONFIG.test(path) && !this.#files.has(path) ? tsconfigChain(path) : [];
    for (const file of [path, ...also]) this.#files.add(file);
  }

  /** A file of the program: also what could come before it, and what says how to read it. */
  addSource(path: string): void {
    this.#files.add(path);
    const folder = dirname(path);
    const stem = basename(path, extname(path));
    this.#addRivals(join(folder, stem));
    if (stem === "index") this.#addRivals(folder);
    for (const name of ["package.json", "tsconfig.json"]) this.#addNearest(folder, name);
  }

  /** A file that is not there, its name with an extension or without. */
  addMissing(path: string): void {
    if (!existsSync(path)) this.#absent.add(path);
    const stem = join(dirname(path), basename(path, extname(path)));
    for (const name of [path, stem, join(path, "index")]) this.#addRivals(name);
  }

  /** A package, bundled or outside: where it was found, and where a nearer one would be. */
  addPackage(name: string, importer: string): void {
    for (const folder of foldersUpwards(dirname(importer))) {
      const path = join(folder, "node_modules", name);
      const real = tryRealPath(path);
      if (real === undefined) this.#absent.add(path);
      else {
        this.#packages.set(path, real);
        this.#addNearest(real, "package.json");
        return;
      }
    }
  }

  /** What was gathered. Files that cannot be read are left out. */
  gathered(): Footprint {
    const hashed = [...this.#files].toSorted().flatMap((path) => {
      const hash = tryHash(path);
      return hash === undefined ? [] : [[path, hash] as const];
    });
    const packages = Object.fromEntries(this.#packages);
    return { files: Object.fromEntries(hashed), packages, absent: [...this.#absent].toSorted() };
  }

  #addRivals(path: string): void {
    for (const extension of EXTENSIONS) if (!existsSync(path + extension)) this.#absent.add(path + extension);
  }

  #addNearest(folder: string, name: string): void {
    for (const at of foldersUpwards(folder)) {
      const path = join(at, name);
      if (existsSync(path)) return this.addFile(path);
      this.#absent.add(path);
    }
  }
}

const tryHash = (path: string): string | undefined => {
  try {
    return createHash("sha256").update(readFileSync(path)).digest("base64url");
  } catch {
    return undefined;
  }
};

const TSCONFIG = /[\\/]tsconfig[^\\/]*\.json$/;

/** What the bundler tries after a name without one, or instead of `.js`. */
const EXTENSIONS = [".tsx", ".ts", ".jsx", ".js", ".mts", ".mjs", ".cts", ".cjs", ".json"];
