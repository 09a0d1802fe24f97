import type { ApiObject, ResolutionContext } from "cdk8s";

/** A step on the way to a value: a member's name, or an item's number. The first has neither. */
export interface Step {
  readonly above: Step | undefined;
  readonly name: string | number | undefined;
}

/** Makes the context in which a resolver sees a value. */
export type MakeContext = (object: ApiObject, value: unknown, at: Step) => ResolutionContext;

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
    readonly #at: Step;
    #key: string[] | undefined;

    constructor(object: ApiObject, value: unknown, at: Step) {
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

const keyOf = ({ above, name }: Step): string[] =>
  name === undefined || above === undefined ? [] : [...keyOf(above), String(name)];
