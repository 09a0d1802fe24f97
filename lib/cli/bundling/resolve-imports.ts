import { dirname, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import type { Plugin, ResolvedId } from "rolldown";
import { type BundleFormat, PROVIDED } from "../loading/bundle.ts";
import type { FootprintGatherer } from "../loading/footprint.ts";
import { isEsModuleByName, readPackage } from "../loading/read-package.ts";
import { resolveAsNode } from "./resolve-as-node.ts";

/** What resolving needs to know, and what it finds out. */
export interface Resolving {
  readonly format: BundleFormat;
  /** Tells what the program gets from the running process. */
  readonly isProvided: (specifier: string) => boolean;
  /** What it imports of that. */
  readonly provided: Set<string>;
  readonly gatherer: FootprintGatherer;
  /** Packages that are imported by name, whether they are there or not. */
  readonly packages: Set<string>;
  /** Specifiers that no file or package answers to, of imports that cannot do without. */
  readonly unresolved: Set<string>;
}

/**
 * The rules of what is in a bundle: the program's own files and packages that are TypeScript. Other packages stay outside,
 * as absolute paths, so that a program shares their one copy with whatever else imports them.
 */
export const resolveImports = (resolving: Resolving): Plugin => ({
  name: "kumiki-resolve-imports",
  async resolveId(specifier, importer, options) {
    if (importer?.startsWith(OUTSIDE) === true) return { id: specifier, external: true };
    notePackage(specifier, resolving);
    if (resolving.isProvided(specifier)) {
      resolving.provided.add(specifier);
      return { id: GIVEN + specifier };
    }
    const found = await this.resolve(resolveAsNode(specifier, importer), importer, { ...options, skipSelf: true });
    if (found === null) return noteMissing({ specifier, importer, kind: options.kind }, resolving);
    if (importer === undefined || found.external !== false || found.id.startsWith("\0")) return found;
    if (BARE.test(specifier)) resolving.gatherer.addPackage(packageName(specifier), importer);
    if (!staysOutside(specifier, found)) return found;
    return outside(found, options.kind, resolving.format);
  },
  load(id) {
    if (id.startsWith(GIVEN)) return givenModule(id.slice(GIVEN.length));
    if (id.startsWith(OUTSIDE)) return moduleOutside(id.slice(OUTSIDE.length, -OUTSIDE_END.length), resolving.format);
    return null;
  },
});

const notePackage = (specifier: string, { packages }: Resolving): void => {
  if (BARE.test(specifier)) packages.add(packageName(specifier));
};

interface Import {
  readonly specifier: string;
  readonly importer: string | undefined;
  readonly kind: string;
}

/** Notes also what can be done without: once it is there, it belongs to the bundle. */
const noteMissing = ({ specifier, importer, kind }: Import, { unresolved, gatherer }: Resolving): null => {
  if (kind === "import-statement") unresolved.add(specifier);
  if (importer === undefined) return null;
  if (BARE.test(specifier)) gatherer.addPackage(packageName(specifier), importer);
  else gatherer.addMissing(resolve(dirname(importer), specifier));
  return null;
};

const staysOutside = (specifier: string, { id, packageJsonPath }: ResolvedId): boolean => {
  if (TYPESCRIPT.test(id)) return false;
  if (/[\\/]node_modules[\\/]/.test(id)) return true;
  return packageJsonPath !== undefined && readPackage(packageJsonPath).name === packageName(specifier);
};

/** Each format reaches packages of its own kind directly, and the others through a module made for it. `import()` takes URLs. */
const outside = (found: ResolvedId, kind: string, format: BundleFormat) => {
  const url = pathToFileURL(found.id).href;
  if (kind === "dynamic-import") return { id: url, external: true };
  if (kind !== "import-statement") return { id: found.id, external: true };
  if (isEsModule(found) !== (format === "es")) return { id: OUTSIDE + found.id + OUTSIDE_END };
  return { id: format === "es" ? url : found.id, external: true };
};

/**
 * A bundle that is an ES module requires CommonJS, since Node finds not all of its names otherwise. One that is CommonJS names
 * an ES module from a module of its own: in files that Node takes for ES modules the bundler gives `import x from` the whole
 * of what `require` gives, which is right for CommonJS alone.
 */
const moduleOutside = (path: string, format: BundleFormat): string => {
  const name = JSON.stringify(path);
  return format === "es"
    ? `module.exports = require(${name});`
    : `export * from ${name}; export { default } from ${name};`;
};

const givenModule = (specifier: string): string =>
  `module.exports = globalThis[Symbol.for(${JSON.stringify(PROVIDED.description)})][${JSON.stringify(specifier)}];`;

const isEsModule = ({ id, packageJsonPath }: ResolvedId): boolean => isEsModuleByName(id, packageJsonPath);

/** `@scope/name` of `@scope/name/file`. */
const packageName = (specifier: string): string => /^(?:@[^/]+\/)?[^/]+/.exec(specifier)?.[0] ?? specifier;

/** What is looked for below node_modules, unless a tsconfig says otherwise. */
const BARE = /^[^./#]/;
const TYPESCRIPT = /\.[cm]?tsx?$/;
const OUTSIDE = "\0kumiki-outside:";
/** The bundler would take a name that ends in `.mjs` for a file that Node reads. */
const OUTSIDE_END = ".js";
const GIVEN = "\0kumiki-given:";
