import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire, isBuiltin, SourceMap, type SourceMapPayload } from "node:module";
import { dirname, isAbsolute, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { compileFunction, constants } from "node:vm";
import type { SourcePosition } from "../../finding/finding.ts";
import { cacheFolder, keepBundle, tryReadBundle } from "./bundle-cache.ts";
import { type Bundle, bundleProgram } from "./bundle-program.ts";
import { ProgramError } from "./program-error.ts";

/** A program that ran. */
export interface LoadedProgram {
  /** What it exports; `default` is its project. */
  readonly exports: Readonly<Record<string, unknown>>;
  /** The line of the user's own file behind a position in the running program. */
  readonly positionOf: (position: SourcePosition) => SourcePosition;
}

/** Modules that whoever runs the program hands in, by the name that the program imports; for those all programs share one copy. */
export type ProvidedModules = (specifier: string) => Promise<object> | undefined;

/** Runs a TypeScript or JavaScript program, fresh each time, and gives what it exports. */
export const loadProgram = async (
  entry: string,
  provided: ProvidedModules = () => undefined,
): Promise<LoadedProgram> => {
  if (!existsSync(entry))
    throw new ProgramError(`Cannot load ${entry}: there is no such file; name a program, or list it in cdk8s.yaml`);
  const bundle = tryReadBundle(entry) ?? (await makeBundle(entry, provided));
  const positionOf = positionsIn(bundle, bundlePath(entry, bundle));
  try {
    return { exports: await evaluate(entry, bundle, provided), positionOf };
  } catch (error) {
    throw withOwnLines(error, bundlePath(entry, bundle), positionOf);
  }
};

const makeBundle = async (entry: string, provided: ProvidedModules): Promise<Bundle> => {
  const bundle = await bundleProgram(entry, (specifier) => provided(specifier) !== undefined);
  keepBundle(entry, bundle);
  return bundle;
};

/** What the running code is called, in stacks. */
const bundlePath = (entry: string, { format }: Bundle): string =>
  join(cacheFolder(entry), `program.${format === "esm" ? "mjs" : "cjs"}`);

const evaluate = async (
  entry: string,
  bundle: Bundle,
  provided: ProvidedModules,
): Promise<Readonly<Record<string, unknown>>> =>
  bundle.format === "esm"
    ? importBundle(entry, bundle)
    : runBundle(entry, bundle, await importExternals(bundle, provided));

/** Modules that `require` cannot or should not load: those handed in, and ES modules. */
const importExternals = async (
  { externals }: Bundle,
  provided: ProvidedModules,
): Promise<ReadonlyMap<string, object>> => {
  const imported = new Map<string, object>();
  for (const external of externals) {
    const module = provided(external) ?? (isEsModule(external) ? importFile(external) : undefined);
    if (module !== undefined) imported.set(external, await module);
  }
  return imported;
};

const importFile = async (path: string): Promise<object> => (await import(pathToFileURL(path).href)) as object;

const isEsModule = (path: string): boolean => {
  if (isBuiltin(path) || !isAbsolute(path) || path.endsWith(".cjs")) return false;
  return path.endsWith(".mjs") || (path.endsWith(".js") && nearestType(path) === "module");
};

const nearestType = (path: string): string | undefined => {
  for (let folder = dirname(path); folder !== dirname(folder); folder = dirname(folder)) {
    const file = join(folder, "package.json");
    if (existsSync(file)) return (JSON.parse(readFileSync(file, "utf8")) as { type?: string }).type;
  }
  return undefined;
};

/** Runs CommonJS without a file on the disk, each time as a module of its own. */
const runBundle = (
  entry: string,
  bundle: Bundle,
  imported: ReadonlyMap<string, object>,
): Readonly<Record<string, unknown>> => {
  const require = createRequire(entry);
  const own = (id: string): unknown => imported.get(id) ?? require(id);
  const module = { exports: {} as Record<string, unknown> };
  const run = compileFunction(bundle.code, ["exports", "require", "module"], {
    filename: bundlePath(entry, bundle),
    importModuleDynamically: constants.USE_MAIN_CONTEXT_DEFAULT_LOADER,
  }) as (exports: object, require: unknown, module: object) => void;
  run(module.exports, Object.assign(own, require), module);
  return module.exports;
};

/** An ES module must be a file; Node keeps modules by their address, so each gets one of its own. */
const importBundle = async (entry: string, bundle: Bundle): Promise<Readonly<Record<string, unknown>>> => {
  const path = bundlePath(entry, bundle);
  mkdirSync(dirname(path), { recursive: true });
  const own = path.replace(/\.mjs$/, `.${process.pid}-${loads.next()}.mjs`);
  try {
    writeFileSync(own, bundle.code);
    return (await import(pathToFileURL(own).href)) as Readonly<Record<string, unknown>>;
  } finally {
    rmSync(own, { force: true });
  }
};

const loads = (() => {
  const counter = { value: 0 };
  return { next: () => (counter.value += 1) };
})();

const positionsIn = ({ map }: Bundle, path: string) => {
  const lazy: { map?: SourceMap } = {};
  return (position: SourcePosition): SourcePosition => {
    if (!position.file.startsWith(stemOf(path))) return position;
    lazy.map ??= new SourceMap(JSON.parse(map) as SourceMapPayload);
    const found = lazy.map.findEntry(position.line - 1, position.column - 1);
    if (!("originalSource" in found)) return position;
    const file = found.originalSource.startsWith("file:") ? fileURLToPath(found.originalSource) : found.originalSource;
    return { file, line: found.originalLine + 1, column: found.originalColumn + 1 };
  };
};

const stemOf = (path: string): string => path.replace(/\.[cm]js$/, "");

/** An error of the program, its stack in the user's own files. */
const withOwnLines = (error: unknown, path: string, positionOf: LoadedProgram["positionOf"]): unknown => {
  if (!(error instanceof Error) || error.stack === undefined) return error;
  const stem = stemOf(path).replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
  error.stack = error.stack.replace(new RegExp(`(?:file://)?${stem}[^:\\s]*:\\d+:\\d+`, "g"), (place) => {
    const [column, line, ...file] = place.replace("file://", "").split(":").toReversed();
    const position = { file: file.toReversed().join(":"), line: Number(line), column: Number(column) };
    const own = positionOf(position);
    return `${own.file}:${own.line}:${own.column}`;
  });
  return error;
};
