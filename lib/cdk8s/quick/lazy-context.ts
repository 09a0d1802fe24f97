import type { ApiObject, ResolutionContext } from "cdk8s";

/** A step on the way to a value: a member's name, or an item's number. */
export interface Step {
  /** @default - it is the first */
  readonly above: Step | undefined;
  readonly name: string | number;
}

/** Makes the context in which a resolver sees a value; that of an object as a whole has no step. */
export type MakeContext = (object: ApiObject, value: unknown, at: Step | undefined) => ResolutionContext;

/**
 * Contexts of a copy of cdk8s whose `key` is made when somebody asks for it: cdk8s makes one for every value, and resolvers look at
 * the value first.
 */
export const lazyContexts = (Context: typeof ResolutionContext): MakeContext => {
  class LazyContext {
    readonly obj: ApiObject;
    readonly value: unknown;
    replacedValue: unknown = undefined;
    replaced = false;
    readonly #at: Step | undefined;
    #key: string[] | undefined;

    constructor(object: ApiObject, value: unknown, at: Step | undefined) {
      this.obj = object;
      this.value = value;
      this.#at = at;
    }

    get key(): string[] {
      this.#key ??= keyOf(this.#at);
      return this.#key;
    }
  }
  Object.setPrototypeOf(LazyContext.prototype, Context.prototype);
  return (object, value, at) => new LazyContext(object, value, at) as unknown as ResolutionContext;
};

const keyOf = (at: Step | undefined): string[] => (at === undefined ? [] : [...keyOf(at.above), String(at.name)]);
