import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createRequire, Module } from "node:module";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { PROVIDED, type ProvidedModules } from "./bundle.ts";
import type { StoredBundle } from "./bundle-cache.ts";

/** What a run gives, and the file that its stacks name. */
export interface BundleRun {
  readonly file: string;
  /** Runs the program: each call is a run of its own. */
  readonly start: () => Promise<Record<string, unknown>>;
  readonly clear: () => void;
}

/** How a bundle is run. */
export interface RunOptions {
  readonly provided: ProvidedModules;
  /** The program that this process was started for: `require.main` is it, and `process.argv` names it. @default - a module among others */
  readonly main?: string | undefined;
}

/** Gets a bundle ready to run in this process. Nothing of an earlier run is used again, other than the packages outside it. */
export const prepareRun = (bundle: StoredBundle, { provided, main }: RunOptions): BundleRun => {
  const isEsModule = bundle.format === "es";
  const { file, clear } = isEsModule ? fileOf(bundle) : { file: bundle.file, clear: () => {} };
  const start = async (): Promise<Record<string, unknown>> => {
    await give(bundle.provided, provided);
    if (main !== undefined) process.argv.splice(1, Number.POSITIVE_INFINITY, main);
    return isEsModule ? runEsModule(file) : runCommonJs(bundle, main);
  };
  return { file, start, clear };
};

const give = async (names: readonly string[], provided: ProvidedModules): Promise<void> => {
  const modules = await Promise.all(names.map(async (name) => [name, await provided(name)] as const));
  const before = (globalThis as { [PROVIDED]?: object })[PROVIDED];
  Object.assign(globalThis, { [PROVIDED]: { ...before, ...Object.fromEntries(modules) } });
};

const runCommonJs = ({ code, file }: StoredBundle, main: string | undefined): Record<string, unknown> =>
  namespaceOf(compile(code, file, main));

/**
 * Runs CommonJS as a module that Node's cache does not know. `node:vm` could do the same, but prints a warning on Node 20 as soon
 * as there is an `import()`.
 */
const compile = (code: string, file: string, main?: string): unknown => {
  const module = new Module(file) as Module & { _compile(code: string, file: string): void };
  module.filename = file;
  if (main !== undefined) becomeMain(module, main);
  // oxlint-disable-next-line no-underscore-dangle -- so Node calls what every loader of CommonJS uses
  module._compile(code, file);
  return module.exports;
};

/** What is required by a name that is made at run time is looked for from the program's own file. */
const becomeMain = (module: Module, main: string): void => {
  const paths = createRequire(main).resolve.paths("a-package") ?? [];
  Object.assign(module, { id: ".", filename: main, path: dirname(main), paths });
  Object.assign(process, { mainModule: module });
};

/** What `module.exports = project` assigned is the default export. */
const namespaceOf = (exports: unknown): Record<string, unknown> => {
  if (typeof exports !== "object" || exports === null) return { default: exports };
  return "__esModule" in exports || isBehindGetter(exports) ? { ...exports } : { default: exports };
};

/** A program that its own files require in a circle runs only when a bundle is asked for what it exports. */
const isBehindGetter = (exports: object): boolean =>
  Object.getOwnPropertyDescriptor(exports, "default")?.get !== undefined && Object.keys(exports).length === 1;

let runs = 0;

const runEsModule = (file: string): Promise<Record<string, unknown>> => {
  runs += 1;
  return nodeImport(`${pathToFileURL(file).href}?run=${runs}`);
};

/** Node's own `import()`, also where a test runner puts another in the place of ours. */
const nodeImport = (url: string): Promise<Record<string, unknown>> => {
  const load = compile("module.exports = (url) => import(url)", fileURLToPath(import.meta.url)) as typeof nodeImport;
  return load(url);
};

/** An ES module must lie in a file: in a private folder, where the cache cannot be written. */
const fileOf = ({ isStored, file, code }: StoredBundle): { readonly file: string; readonly clear: () => void } => {
  if (isStored) return { file, clear: () => {} };
  const folder = mkdtempSync(join(tmpdir(), "kumiki-"));
  const temporary = join(folder, basename(file));
  writeFileSync(temporary, code);
  return { file: temporary, clear: () => rmSync(folder, { recursive: true, force: true }) };
};
