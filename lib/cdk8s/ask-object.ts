import type { ApiObject } from "cdk8s";

/** An object whose `toJson()` threw. */
export interface FailedObject {
  readonly path: string;
  readonly kind: string;
}

const FAILED = new WeakMap<object, FailedObject>();

/** Asks an object for its JSON. What it throws is thrown on as it is, since the program may catch it, and remembered. */
export const askObject = (object: ApiObject): unknown => {
  try {
    return object.toJson() as unknown;
  } catch (error) {
    if (typeof error === "object" && error !== null && !FAILED.has(error))
      FAILED.set(error, { path: object.node.path, kind: object.kind });
    throw error;
  }
};

/** The object that threw an error; undefined for any other. */
export const failedObjectOf = (error: unknown): FailedObject | undefined =>
  typeof error === "object" && error !== null ? FAILED.get(error) : undefined;
