import { realpathSync, statSync } from "node:fs";
import { resolve } from "node:path";
import type { SourcePosition } from "../../finding/finding.ts";
import { asError, mapStacks } from "../failures/describe-thrown.ts";
import { ProgramError } from "../failures/program-error.ts";
import type { ProvidedModules } from "./bundle.ts";
import {
  type CacheEntry,
  cacheEntryOf,
  cacheFolderOf,
  type StoredBundle,
  storeBundle,
  storeFailure,
  tryReadBundle,
} from "./bundle-cache.ts";
import { BundleError } from "./bundle-error.ts";
import { prepareRun } from "./run-bundle.ts";
import { shownPath } from "./shown-path.ts";
import { sourcePositions } from "./source-positions.ts";

/** A program that has run. */
export interface LoadedProgram {
  /** What it exports; `default` is the project. */
  readonly exports: Readonly<Record<string, unknown>>;
  /** Maps a position in the running program back to the file that the user wrote; any other position stays as it is. */
  readonly positionOf: (position: SourcePosition) => SourcePosition;
  /** A stack, of what is thrown later, in the user's own lines. */
  readonly mapStack: (stack: string) => string;
}

/** How a program is loaded. */
export interface LoadOptions {
  /** Where bundles are kept. @default - `.kumiki` beside the program's nearest package.json */
  readonly cacheFolder?: string | undefined;
  /** Modules that the program gets from this process. @default - none: its own packages */
  readonly provided?: ProvidedModules | undefined;
  /** Run it as the program that this process was started for. @default - as a module among others */
  readonly isMain?: boolean | undefined;
}

/** A program that is ready to run. */
export interface PreparedProgram {
  /** Its own file, absolute, with links followed. */
  readonly entry: string;
  /** Where what is kept about it lies. */
  readonly cacheFolder: string;
  /** The packages that its files import by name. */
  readonly packages: readonly string[];
  /** Its files, as JavaScript. */
  readonly code: string;
  /** A stack in the user's own lines, from the beginning of a run on. */
  readonly mapStack: (stack: string) => string;
  /** Runs it; each call is a run of its own. Throws a ProgramError that says what its author can do, or what the program threw. */
  readonly run: () => Promise<LoadedProgram>;
}

/** Prepares a TypeScript program and runs it. */
export const loadProgram = async (file: string, options: LoadOptions = {}): Promise<LoadedProgram> =>
  (await prepareProgram(file, options)).run();

/**
 * Gets a TypeScript program ready to run: bundled with its local files, or from the cache when nothing has changed. Throws a
 * ProgramError that says what its author can do.
 */
export const prepareProgram = async (file: string, options: LoadOptions = {}): Promise<PreparedProgram> => {
  const entry = findEntry(file);
  const provided = options.provided ?? NOTHING;
  const cacheFolder = options.cacheFolder ?? cacheFolderOf(entry);
  const cache = cacheEntryOf(cacheFolder, entry, provided !== NOTHING);
  const bundle = await findBundle(entry, cache, provided);
  const lines: RunOptions["lines"] = { mapStack: (stack) => stack };
  const runOptions = { entry, provided, isMain: options.isMain ?? false, lines };
  const run = async (): Promise<LoadedProgram> => {
    try {
      return await runProgram(bundle, runOptions);
    } catch (error) {
      if (bundle.format !== "cjs" || (error as NodeJS.ErrnoException).code !== "ERR_REQUIRE_ASYNC_MODULE") throw error;
    }
    // A package that it imports has a top-level await; from now on the bundle that is kept waits for it.
    const { bundleAsEsModule } = await import("../bundling/bundle-program.ts");
    return runProgram(storeBundle(cache, await bundleAsEsModule(entry, askFor(provided))), runOptions);
  };
  const mapStack = (stack: string): string => lines.mapStack(stack);
  return { entry, cacheFolder, packages: bundle.packages, code: bundle.code, mapStack, run };
};

interface RunOptions {
  readonly entry: string;
  readonly provided: ProvidedModules;
  readonly isMain: boolean;
  /** Known once it runs. */
  readonly lines: { mapStack: LoadedProgram["mapStack"] };
}

const runProgram = async (
  bundle: StoredBundle,
  { entry, provided, isMain, lines }: RunOptions,
): Promise<LoadedProgram> => {
  const run = prepareRun(bundle, { provided, main: isMain ? entry : undefined });
  const positions = sourcePositions(run.file, bundle.map);
  lines.mapStack = positions.mapStack;
  try {
    return { exports: await run.start(), ...positions };
  } catch (error) {
    throw thrownBy(entry, error, positions.mapStack);
  } finally {
    run.clear();
  }
};

const findEntry = (file: string): string => {
  const found = statSync(file, { throwIfNoEntry: false });
  if (found?.isFile() === true) return realpathSync(resolve(file));
  const what = found === undefined ? "there is no such file" : `it is ${found.isDirectory() ? "a folder" : "no file"}`;
  throw new ProgramError(
    `Cannot load ${shownPath(resolve(file))}: ${what}; name a program, in TypeScript or JavaScript`,
  );
};

const findBundle = async (entry: string, cache: CacheEntry, provided: ProvidedModules): Promise<StoredBundle> => {
  const isProvided = askFor(provided);
  const kept = tryReadBundle(cache);
  if (kept?.provided.every((name) => isProvided(name)) === true) return kept;
  const { bundleProgram } = await import("../bundling/bundle-program.ts");
  try {
    return storeBundle(cache, await bundleProgram(entry, isProvided));
  } catch (error) {
    if (error instanceof BundleError) storeFailure(cache, error.footprint);
    throw error;
  }
};

const askFor =
  (provided: ProvidedModules) =>
  (specifier: string): boolean => {
    const module = provided(specifier);
    // Only asked for here; who runs the program waits for it, and hears of its failure.
    module?.catch(() => {});
    return module !== undefined;
  };

const NOTHING: ProvidedModules = () => undefined;

/** An error of the program's own is left as it is, with the user's lines in its stack. */
const thrownBy = (entry: string, error: unknown, mapStack: (stack: string) => string): Error => {
  if (!(error instanceof Error)) return asError(shownPath(entry), error);
  mapStacks(error, mapStack);
  return isUnknownSyntax(error) ? unknownSyntax(entry, error) : error;
};

/** Syntax that the bundler passed on and Node refuses. A program may also have wrong code compiled itself, which is its own error. */
const isUnknownSyntax = (error: Error): boolean =>
  error instanceof SyntaxError &&
  (error.message === "Invalid or unexpected token" ||
    (error.message.startsWith("Unexpected identifier") && COMPILES_FILE.test(error.stack ?? "")));

/** Where Node's loaders compile a file, as the first of what called. */
const COMPILES_FILE = /^[^]*?SyntaxError:.*\n\s+at (?:wrapSafe|compileSourceTextModule)\b/;

const unknownSyntax = (entry: string, error: Error): ProgramError => {
  const [, file = entry, line] = /^(?:file:\/\/)?(.+):(\d+)\n/.exec(error.stack ?? "") ?? [];
  const at = line === undefined ? shownPath(file) : `${shownPath(file)}:${line}`;
  const advice = "if this is a decorator, or an accessor beside one, set experimentalDecorators in the tsconfig";
  return new ProgramError(`Cannot run ${at}: Node does not know this syntax; ${advice}`, { cause: error });
};
