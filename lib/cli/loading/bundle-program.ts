import { createRequire, isBuiltin } from "node:module";
import { dirname, isAbsolute, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { stripVTControlCharacters } from "node:util";
import type { OutputChunk, Plugin, RolldownError } from "rolldown";
import { ProgramError } from "./program-error.ts";

/** A program and its local files in one text; packages stay outside. */
export interface Bundle {
  /** A program with top-level await is an ES module, every other one CommonJS: what most programs were written for. */
  readonly format: "cjs" | "esm";
  readonly code: string;
  /** The source map, with absolute paths. */
  readonly map: string;
  /** Every local file that went in. */
  readonly inputs: readonly string[];
  /** Packages, as absolute paths or names of Node's own modules. */
  readonly externals: readonly string[];
}

/** Bundles a program. `isProvided` names modules that whoever runs the program hands in. */
export const bundleProgram = async (entry: string, isProvided: (specifier: string) => boolean): Promise<Bundle> => {
  try {
    return await generate(entry, "cjs", isProvided);
  } catch (error) {
    if (!usesTopLevelAwait(error)) throw asProgramError(entry, error);
  }
  try {
    return await generate(entry, "esm", isProvided);
  } catch (error) {
    throw asProgramError(entry, error);
  }
};

const generate = async (
  entry: string,
  format: Bundle["format"],
  isProvided: (name: string) => boolean,
): Promise<Bundle> => {
  // Loaded here, so that a program that comes from the cache does not pay for it.
  const { rolldown } = await import("rolldown");
  const build = await rolldown({
    input: entry,
    platform: "node",
    tsconfig: true,
    logLevel: "silent",
    treeshake: false,
    plugins: [keepPackagesOutside(isProvided), nameOwnPlace],
  });
  try {
    const { output } = await build.generate({ format, sourcemap: true, codeSplitting: false, exports: "named" });
    return toBundle(output[0], format);
  } finally {
    await build.close();
  }
};

const toBundle = (chunk: OutputChunk, format: Bundle["format"]): Bundle => {
  const map = JSON.parse(JSON.stringify(chunk.map)) as { readonly sources: readonly string[] };
  return {
    format,
    code: chunk.code,
    map: JSON.stringify({ ...map, sources: map.sources.map((source) => resolve("dist", source)) }),
    inputs: chunk.moduleIds.filter((id) => isAbsolute(id)).toSorted(),
    externals: [...new Set([...chunk.imports, ...chunk.dynamicImports])].toSorted(),
  };
};

/** Packages are resolved from the file that imports them, as Node does it for `require`, so that no second copy is loaded. */
const keepPackagesOutside = (isProvided: (specifier: string) => boolean): Plugin => ({
  name: "keep-packages-outside",
  async resolveId(source, importer) {
    if (importer === undefined || isPath(source)) return undefined;
    if (isBuiltin(source) || isProvided(source)) return { id: source, external: true };
    const found = await this.resolve(source, importer, { skipSelf: true });
    if (found !== null && isSource(found.id)) return found;
    const id = tryRequireResolve(source, importer) ?? found?.id;
    if (id !== undefined && isAbsolute(id)) return { id, external: true };
    throw new ProgramError(
      `Cannot find package "${source}", imported by ${importer}: install it, or look for a slip in its name`,
    );
  },
});

/** Local files, and what the bundler itself brings. */
const isPath = (source: string): boolean => source.startsWith(".") || source.startsWith("\0") || isAbsolute(source);

/** A package of the same workspace, or a file behind a path of tsconfig.json. */
const isSource = (path: string): boolean => /(?<!\.d)\.[cm]?tsx?$/.test(path) && isAbsolute(path);

const tryRequireResolve = (source: string, importer: string): string | undefined => {
  try {
    return createRequire(importer).resolve(source);
  } catch {
    // A package for ES modules alone: the bundler's own resolution knows it.
    return undefined;
  }
};

/** A file of the bundle still knows where it stands. */
const nameOwnPlace: Plugin = {
  name: "name-own-place",
  transform(code, id) {
    if (!isAbsolute(id) || !PLACES.test(code)) return undefined;
    const places: Readonly<Record<string, string>> = {
      "import.meta.url": pathToFileURL(id).href,
      "import.meta.filename": id,
      "import.meta.dirname": dirname(id),
      __filename: id,
      __dirname: dirname(id),
    };
    return { code: code.replace(new RegExp(PLACES, "g"), (place) => JSON.stringify(places[place])) };
  },
};

const PLACES = /(?<![\w.$"'`])(?:import\.meta\.(?:url|filename|dirname)|__(?:file|dir)name)(?![\w$])/;

const usesTopLevelAwait = (error: unknown): boolean => /top-level await/i.test((error as Error).message);

/** The bundler's own words for the first mistake, with file, line and column. */
const asProgramError = (entry: string, error: unknown): ProgramError => {
  if (error instanceof ProgramError) return error;
  const [first] = (error as { errors?: readonly RolldownError[] }).errors ?? [];
  const text = stripVTControlCharacters(first?.message ?? (error as Error).message);
  const own = /(Cannot find package [^\n]*)/.exec(text)?.[1];
  if (own !== undefined) return new ProgramError(own, { cause: error });
  const what = text.split("\n", 1)[0]?.replace(/^\[\w+\] /, "") ?? "";
  const place = /\[ (.*?):(\d+):(\d+) \]/.exec(text);
  const where = place?.[1] === undefined ? "" : ` at ${resolve(place[1])}:${place[2]}:${place[3]}`;
  return new ProgramError(`Cannot load ${entry}: ${what}${where}`, { cause: error });
};
