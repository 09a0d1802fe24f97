const JSII_TYPE = Symbol.for("jsii.rtti");

/** How jsii names a class, the same in every copy of its library: `cdk8s.Chart`. Undefined for what jsii did not make. */
export const jsiiNameOf = (constructor: unknown): string | undefined => {
  if (typeof constructor !== "function" || !Object.hasOwn(constructor, JSII_TYPE)) return undefined;
  return (constructor as { [JSII_TYPE]?: { readonly fqn?: string } })[JSII_TYPE]?.fqn;
};
