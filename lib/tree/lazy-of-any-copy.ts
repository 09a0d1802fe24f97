import type { IResolver, ResolutionContext } from "cdk8s";
import { jsiiNameOf } from "./jsii-name.ts";

/** Says that a resolver does nothing but to objects of a class: see `lib/cdk8s/resolvers-of.ts`. */
const OF_CLASSES = Symbol.for("kumiki.resolves-objects-of-classes");

/** Resolves a `Lazy` of another copy of cdk8s, which cdk8s's own resolver takes for no Lazy. */
export class LazyOfAnyCopyResolver implements IResolver {
  constructor() {
    Object.defineProperty(this, OF_CLASSES, { value: true });
  }

  resolve(context: ResolutionContext): void {
    const value: unknown = context.value;
    if (isLazy(value)) context.replaceValue(value.produce());
  }
}

const isLazy = (value: unknown): value is { produce: () => unknown } =>
  typeof value === "object" && value !== null && jsiiNameOf(value.constructor) === "cdk8s.Lazy";
