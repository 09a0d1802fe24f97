import { createRequire } from "node:module";

/** Kubernetes' API as data, over all releases that are known. */
export interface Api {
  /** Minor releases, oldest first. */
  readonly releases: readonly string[];
  readonly kinds: readonly ApiKind[];
  /** By name: `core/v1.Container`. */
  readonly types: Readonly<Record<string, ApiType>>;
}

/** A kind that can be created. */
export interface ApiKind {
  readonly apiVersion: string;
  readonly kind: string;
  readonly namespaced: boolean;
  readonly plural: string;
  readonly shortNames?: readonly string[];
  readonly releases?: ReleaseSpan;
}

/** Releases in one word: `1.30-`, `-1.32`, `1.29-1.31`. Left out where all that the surrounding thing has have it too. */
export type ReleaseSpan = string;

/** An object of the API. */
export interface ApiType {
  readonly releases?: ReleaseSpan;
  /** Whoever sets one of its members sets all of them. */
  readonly atomic?: true;
  /** A field that is nothing but its type is a plain string. */
  readonly fields: Readonly<Record<string, TypeExpression | ApiField>>;
}

/**
 * A type in one word: string, integer, number, boolean, bytes, quantity, int-or-string, time, json, schema-or-array,
 * schema-or-boolean, schema-or-strings, `@core/v1.Container`; `[]` and `{}` stand before what they hold.
 */
export type TypeExpression = string;

/** A field of an object. */
export interface ApiField {
  readonly type: TypeExpression;
  readonly enum?: readonly string[];
  /** How a list merges: by keys, as a set, or not at all. */
  readonly list?: "map" | "set" | "atomic";
  readonly keys?: readonly string[];
  readonly default?: string | number | boolean;
  /** True where every release requires it; else the releases that do. */
  readonly required?: true | ReleaseSpan;
  readonly releases?: ReleaseSpan;
}

/** Read when it is first asked for: many a command needs none of it. `#schema-data` is found from lib/ and from build/lib/ alike. */
export const readApi = (): Api => require("#schema-data/api.json") as Api;

/** What the fields are for: type, field, sentence; the type's own under the empty name. Big, and for code generation alone. */
export const readDescriptions = (): Readonly<Record<string, Readonly<Record<string, string>>>> =>
  require("#schema-data/descriptions.json") as Readonly<Record<string, Readonly<Record<string, string>>>>;

/** A field with all its members. */
export const fieldOf = (type: ApiType, name: string): ApiField | undefined => {
  const field = Object.hasOwn(type.fields, name) ? type.fields[name] : undefined;
  return typeof field === "string" ? { type: field } : field;
};

const require = createRequire(import.meta.url);
