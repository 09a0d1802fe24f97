import type { IResolver, ResolutionContext } from "cdk8s";

/** How jsii names a class, whichever copy of a library it comes from. */
const JSII_TYPE = Symbol.for("jsii.rtti");

/** Resolves a `Lazy` of another copy of cdk8s, which cdk8s's own resolver takes for no Lazy. */
export class LazyOfAnyCopyResolver implements IResolver {
  resolve(context: ResolutionContext): void {
    const value: unknown = context.value;
    if (isLazy(value)) context.replaceValue(value.produce());
  }
}

const isLazy = (value: unknown): value is { produce: () => unknown } => {
  if (typeof value !== "object" || value === null) return false;
  const type = (value.constructor as JsiiClass | null | undefined)?.[JSII_TYPE];
  return type?.fqn === "cdk8s.Lazy";
};

/** An object without a prototype has none, and a key may be called so. */
interface JsiiClass {
  readonly [JSII_TYPE]?: { readonly fqn?: string };
}
