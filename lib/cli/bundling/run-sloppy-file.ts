import type { Module } from "node:module";

/** A file that stands in a bundle as text, and what it finds there. */
export interface SloppyFile {
  readonly file: string;
  readonly folder: string;
  /** The bundle's module that stands for it. */
  readonly outer: { exports: unknown };
  /** What it requires, and what it imports, by the names that it says. */
  readonly required: Loaders;
  readonly imported: Loaders;
}

type Loaders = Readonly<Record<string, () => unknown>>;

/**
 * Lets Node compile and run such a file. The text of this function stands in the bundle, so that it knows nothing around it but
 * what every script knows.
 *
 * The file is the main module in place of the bundle, if that is. Both have the same exports at any time, hence the getter: in a
 * circle others ask the bundle for what the file exports while it runs, and it may put another object there.
 */
export const runSloppyFile = (text: string, { file, folder, outer, required, imported }: SloppyFile): void => {
  const modules = process.getBuiltinModule("node:module");
  const isMain = process.mainModule?.filename === file;
  const inner = new modules.Module(file, (isMain ? null : process.mainModule) as Module) as OpenModule;
  const require = modules.createRequire(file);
  const paths = require.resolve.paths("a-package") ?? [];
  Object.assign(inner, { id: isMain ? "." : file, filename: file, path: folder, paths, exports: outer.exports });
  inner.require = (name) => (Object.hasOwn(required, name) ? required[name]?.() : require(name));
  inner[Symbol.for("kumiki.import")] = (name) => imported[name]?.();
  Object.defineProperty(outer, "exports", {
    get: () => inner.exports as unknown,
    set: (value: unknown) => {
      inner.exports = value;
    },
  });
  if (isMain) process.mainModule = require.cache[file] = inner;
  // oxlint-disable-next-line no-underscore-dangle -- so Node calls what every loader of CommonJS uses
  inner._compile(text, file);
  inner.loaded = true;
};

/** A module with what Node's types leave out. */
interface OpenModule extends Omit<Module, "require"> {
  require: (name: string) => unknown;
  _compile: (text: string, file: string) => void;
  [name: symbol]: (name: string) => unknown;
}
