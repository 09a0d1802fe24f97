import type { IConstruct } from "constructs";

/** A value that a construct offers to all that stands below it. Keys are global symbols: two copies of kumiki may meet in a tree. */
export interface ContextKey<T> {
  readonly symbol: symbol;
  /** Never set: carries the type. */
  readonly "~type"?: T;
}

/** Declares a key; `name` is unique in kumiki. */
export const contextKey = <T>(name: string): ContextKey<T> => ({ symbol: Symbol.for(`kumiki.context.${name}`) });

/** Offers a value to the construct itself and to everything below it. */
export const provideContext = <T>(construct: IConstruct, key: ContextKey<T>, value: T): void => {
  Object.defineProperty(construct, key.symbol, { value });
};

/** The value of the nearest construct that offers one, the construct itself included. */
export const tryReadContext = <T>(construct: IConstruct, key: ContextKey<T>): T | undefined => {
  for (let at: IConstruct | undefined = construct; at !== undefined; at = at.node.scope) {
    if (key.symbol in at) return (at as unknown as Record<symbol, T>)[key.symbol];
  }
  return undefined;
};
