import type { Footprint } from "./footprint.ts";

/** CommonJS, or an ES module where the program has top-level await. */
export type BundleFormat = "cjs" | "es";

/** A program and its local files as one file of JavaScript. */
export interface Bundle {
  readonly format: BundleFormat;
  readonly code: string;
  /** The source map, as text; its sources are absolute paths. */
  readonly map: string;
  /** What it imports of the modules that the running process provides. */
  readonly provided: readonly string[];
  /** The packages that its files import by name. */
  readonly packages: readonly string[];
}

/** A bundle fresh from the bundler. */
export interface FreshBundle extends Bundle {
  readonly footprint: Footprint;
}

/** Modules that a program gets from the running process instead of from its packages; undefined for any other. */
export type ProvidedModules = (specifier: string) => Promise<object> | undefined;

/** Where a bundle finds the modules that are provided to it. */
export const PROVIDED: unique symbol = Symbol.for("kumiki.provided");
