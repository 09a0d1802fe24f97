import type { IResolver, ResolutionContext } from "cdk8s";
import { jsiiNameOf } from "./jsii-name.ts";

/** Resolves a `Lazy` of another copy of cdk8s, which cdk8s's own resolver takes for no Lazy. */
export class LazyOfAnyCopyResolver implements IResolver {
  resolve(context: ResolutionContext): void {
    const value: unknown = context.value;
    if (isLazy(value)) context.replaceValue(value.produce());
  }
}

const isLazy = (value: unknown): value is { produce: () => unknown } =>
  typeof value === "object" && value !== null && jsiiNameOf(value.constructor) === "cdk8s.Lazy";
