import { basename, dirname, resolve } from "node:path";
import { type OutputOptions, type RolldownLog, type RolldownOutput, rolldown } from "rolldown";
import type { BundleFormat, FreshBundle } from "../loading/bundle.ts";
import { BundleError } from "../loading/bundle-error.ts";
import { FootprintGatherer } from "../loading/footprint.ts";
import { logsOf, readable, refuseWarnings } from "./bundler-messages.ts";
import { keepFileIdentity } from "./keep-file-identity.ts";
import { leaveSloppyFiles } from "./leave-sloppy-files.ts";
import { loadFromOwnFile } from "./load-from-own-file.ts";
import { lowerAccessors } from "./lower-accessors.ts";
import { type Importers, noteImporters } from "./named-imports.ts";
import { OLDEST_NODE } from "./oldest-node.ts";
import { readJson } from "./read-json.ts";
import { type Resolving, resolveImports } from "./resolve-imports.ts";

/** Bundles a program with its local files. The files of this folder alone import the bundler, and are loaded only when there is no valid bundle. */
export const bundleProgram = async (entry: string, isProvided: IsProvided): Promise<FreshBundle> => {
  try {
    return await bundleAs("cjs", entry, isProvided);
  } catch (error) {
    if (!logsOf((error as Error).cause).some(({ code }) => code === "INVALID_TLA_FORMAT")) throw error;
  }
  return bundleAsEsModule(entry, isProvided);
};

/** The same for a program that has to wait for what it imports. */
export const bundleAsEsModule = (entry: string, isProvided: IsProvided): Promise<FreshBundle> =>
  bundleAs("es", entry, isProvided);

type IsProvided = Resolving["isProvided"];

/** Throws a BundleError. */
const bundleAs = async (format: BundleFormat, entry: string, isProvided: IsProvided): Promise<FreshBundle> => {
  const gatherer = new FootprintGatherer();
  try {
    return await bundle(entry, {
      format,
      isProvided,
      provided: new Set<string>(),
      packages: new Set<string>(),
      gatherer,
      unresolved: new Set<string>(),
    });
  } catch (error) {
    throw new BundleError(readable(error, entry).message, { footprint: gatherer.gathered(), cause: error });
  }
};

const bundle = async (entry: string, resolving: Resolving): Promise<FreshBundle> => {
  const { format, gatherer } = resolving;
  const warnings: RolldownLog[] = [];
  const importers: Importers = new Map();
  const build = await rolldown({
    // By its name alone: in a path that is asked for the bundler takes what follows a question mark for a query.
    cwd: dirname(entry),
    input: `./${basename(entry)}`,
    platform: "node",
    tsconfig: true,
    transform: { target: OLDEST_NODE },
    // As Node resolves: `import` or `require` comes by itself, and "module" is for bundlers.
    resolve: { conditionNames: ["node"] },
    // A program lives from what its modules do, whatever its package.json says.
    treeshake: false,
    // `export { Props } from` of an interface says nothing of a type, and must not fail: see refuseWarnings.
    shimMissingExports: true,
    plugins: [
      readJson(),
      lowerAccessors(),
      leaveSloppyFiles(),
      resolveImports(resolving),
      loadFromOwnFile(),
      keepFileIdentity(),
      noteImporters(importers),
    ],
    onLog: (_, log) => warnings.push(log),
  });
  try {
    const output = await build.generate(outputOptions(format)).finally(async () => {
      for (const file of await build.watchFiles) addInput(gatherer, file);
    });
    refuseWarnings({ warnings, unresolved: resolving.unresolved, importers });
    const provided = [...resolving.provided].toSorted();
    const packages = [...resolving.packages].toSorted();
    return { format, ...onlyChunk(output), provided, packages, footprint: gatherer.gathered() };
  } finally {
    await build.close();
  }
};

const outputOptions = (format: BundleFormat): OutputOptions => ({
  file: `program.${format}`,
  format,
  exports: "named",
  // As ES modules are, and what tsc writes: see leaveSloppyFiles.
  strict: true,
  codeSplitting: false,
  keepNames: true,
  sourcemap: "hidden",
  sourcemapExcludeSources: true,
  sourcemapPathTransform: (source, map) => resolve(map, "..", source),
});

const addInput = (gatherer: FootprintGatherer, file: string): void => {
  if (file.startsWith("\0")) return;
  if (/\.[cm]?[jt]sx?$/.test(file)) gatherer.addSource(file);
  else gatherer.addFile(file);
};

const onlyChunk = ({ output: [chunk] }: RolldownOutput): { readonly code: string; readonly map: string } => ({
  code: chunk.code,
  map: JSON.stringify(chunk.map),
});
