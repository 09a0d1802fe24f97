import type { ApiObject, IResolver, ResolutionContext } from "cdk8s";

/** `lib/resolve.js` of a copy of cdk8s. */
export interface ResolveModule {
  resolve: Resolve;
  readonly ResolutionContext: typeof ResolutionContext;
  readonly LazyResolver: ResolverClass;
  readonly ImplicitTokenResolver: ResolverClass;
  readonly NumberStringUnionResolver: ResolverClass;
}

type Resolve = (key: string[], value: unknown, object: ApiObject) => unknown;
type ResolverClass = abstract new (...args: never[]) => IResolver;
