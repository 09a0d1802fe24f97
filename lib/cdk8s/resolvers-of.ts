import type { ApiObject, App, IResolver } from "cdk8s";
import type { ResolveModule } from "./resolve-module.ts";

/** What an object's values are asked of. */
export interface Resolvers {
  readonly all: readonly IResolver[];
  /** Those of the program. */
  readonly own: readonly IResolver[];
}

/** What resolvers carry that do nothing but to objects of a class, as those of a Project do. */
const OF_CLASSES = Symbol.for("kumiki.resolves-objects-of-classes");

/** Finds them. cdk8s's own do nothing but to objects of a class. */
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
