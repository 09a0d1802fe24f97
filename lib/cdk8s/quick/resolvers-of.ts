import type { ApiObject, App, IResolver } from "cdk8s";
import type { ResolveModule } from "./resolve-module.ts";

/** The resolvers that an object's values are put to. */
export interface Resolvers {
  readonly all: readonly IResolver[];
  /** Those of the program. */
  readonly own: readonly IResolver[];
}

/** A mark of resolvers that change nothing but objects of a class, as a Project's own. */
const OF_CLASSES = Symbol.for("kumiki.resolves-objects-of-classes");

/** Finds an object's resolvers. cdk8s's own change nothing but objects of a class. */
export const resolversIn = (
  { LazyResolver, ImplicitTokenResolver, NumberStringUnionResolver }: ResolveModule,
  rootOf: (object: ApiObject) => App,
): ((object: ApiObject) => Resolvers) => {
  const builtIn = new Set<unknown>([LazyResolver, ImplicitTokenResolver, NumberStringUnionResolver]);
  return (object) => {
    const { resolvers } = rootOf(object);
    const own: IResolver[] = [];
    for (const resolver of resolvers)
      if (!builtIn.has(resolver.constructor) && !(OF_CLASSES in resolver)) own.push(resolver);
    return { all: resolvers, own };
  };
};

/** What no resolver of cdk8s's own replaces. */
export const isPlain = (value: unknown): boolean => {
  if (typeof value !== "object") return typeof value !== "function";
  if (Array.isArray(value)) {
    const { resolve, value: united } = value as { readonly resolve?: unknown; readonly value?: unknown };
    return typeof resolve !== "function" && united === undefined;
  }
  const { constructor, resolve } = value as { readonly constructor: unknown; readonly resolve?: unknown };
  return constructor === Object && typeof resolve !== "function";
};
