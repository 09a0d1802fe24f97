import type { ApiObject } from "cdk8s";
import type { IConstruct } from "constructs";

/**
 * An object that somebody else makes, of any library: a typed kind of `kumiki/k8s`, a construct of cdk8s-plus (also one that
 * it imports by name), an `ApiObject` of cdk8s.
 */
export interface ObjectOfKind {
  readonly apiVersion: string;
  readonly kind: string;
  readonly name: string;
}

/** An object of Kubernetes' API as others refer to it. */
export interface ReferencedObject extends ObjectOfKind {
  /** Where it stands in a tree; undefined for one that a library knows by its name alone. */
  readonly object: ApiObject | undefined;
}

/**
 * What a value of any library refers to: an ApiObject, a construct around one (as `ApiObject.of` finds it), or anything that
 * states apiVersion, kind and name, as what cdk8s-plus imports by name does. Undefined for what is none of these.
 */
export const tryFindReferenced = (value: unknown): ReferencedObject | undefined => {
  const object = tryFindObject(value);
  const { apiVersion, kind, name } = (object ?? value ?? {}) as Partial<Record<string, unknown>>;
  if (typeof apiVersion !== "string" || typeof kind !== "string" || typeof name !== "string") return undefined;
  return { apiVersion, kind, name, object };
};

/** The namespace that an object will land in, as far as its library says. */
export const namespaceOf = (object: ApiObject): string | undefined =>
  "namespace" in object ? (object.namespace as string | undefined) : object.metadata.namespace;

/** cdk8s's own mark: `instanceof` fails where two copies of it meet in a tree. */
const API_OBJECT = Symbol.for("cdk8s.ApiObject");

const tryFindObject = (value: unknown): ApiObject | undefined => {
  for (let at = value; typeof at === "object" && at !== null; at = (at as Partial<IConstruct>).node?.defaultChild) {
    if (API_OBJECT in at) return at as unknown as ApiObject;
  }
  return undefined;
};
