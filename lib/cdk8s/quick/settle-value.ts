import type { ApiObject } from "cdk8s";
import type { MakeContext, Step } from "./lazy-context.ts";
import { isPlain, type Resolvers } from "./resolvers-of.ts";

/** How the values of an object are settled. */
export interface Settling {
  readonly object: ApiObject;
  readonly resolvers: Resolvers;
  readonly makeContext: MakeContext;
  readonly options: SettleOptions;
  /** Set where something of a class is left, for which cdk8s has its own words. */
  isOdd: boolean;
}

/** What cdk8s's own function takes. */
export interface SettleOptions {
  readonly sortKeys: boolean;
  /** Members that are empty arrays or objects go, as they do in an object's metadata: always both. */
  readonly filterEmptyArrays: boolean;
  readonly filterEmptyObjects: boolean;
}

/**
 * Resolves a value and takes out what is not there, in one pass where cdk8s makes two: resolvers see the values that they see
 * there, in the same turn.
 */
export const settleValue = (settling: Settling, value: unknown): unknown => settle(settling, value, undefined);

/**
 * One function that calls itself: several that call each other V8 would put into one another, time and again, and take longer to
 * compile them than a thousand charts take to settle.
 */
const settle = (settling: Settling, given: unknown, at: Step | undefined): unknown => {
  const value = resolve(settling, given, at);
  if (typeof value !== "object" || value === null) return value;
  const { options, resolvers } = settling;
  // Only a program's resolvers ask where a value stands.
  const isWatched = resolvers.own.length > 0;
  if (Array.isArray(value)) {
    if (options.filterEmptyArrays && value.length === 0) return undefined;
    return value.map((item, index) => settle(settling, item, isWatched ? { above: at, name: index } : undefined));
  }
  if (value.constructor !== Object) {
    settling.isOdd = true;
    return value;
  }
  // All are read before the first is resolved, and all are resolved in their own order.
  const names = Object.keys(value);
  const values = names.map((name) => (value as Members)[name]);
  for (let index = 0; index < names.length; index += 1) {
    const name = names[index] ?? "";
    values[index] = settle(settling, values[index], isWatched ? { above: at, name } : undefined);
  }
  if (options.sortKeys) sortTogether(names, values);
  return membersOf(names, values, options.filterEmptyObjects);
};

type Members = Readonly<Record<string, unknown>>;

/** A value as resolvers leave it, which are asked about what replaces it anew; undefined for what is not there. */
const resolve = (settling: Settling, value: unknown, at: Step | undefined): unknown => {
  if (value === null || value === undefined) return undefined;
  const { object, resolvers, makeContext } = settling;
  const asked = isPlain(value) ? resolvers.own : resolvers.all;
  if (asked.length === 0) return value;
  const context = makeContext(object, value, at);
  for (const resolver of asked) {
    resolver.resolve(context);
    if (context.replaced) return resolve(settling, context.replacedValue, at);
  }
  return value;
};

const membersOf = (names: readonly string[], values: readonly unknown[], dropsEmpty: boolean): object | undefined => {
  const members: Record<string, unknown> = {};
  let isEmpty = true;
  for (let index = 0; index < names.length; index += 1) {
    const name = names[index] ?? "";
    const value = values[index];
    if (value === undefined || name === "__proto__") continue;
    members[name] = value;
    isEmpty = false;
  }
  return isEmpty && dropsEmpty ? undefined : members;
};

/** Sorts names as text is sorted by default, and values with them. Most objects have a handful, often in order. */
const sortTogether = (names: string[], values: unknown[]): void => {
  if (names.length > MOST_BY_INSERTION) return sortMany(names, values);
  for (let end = 1; end < names.length; end += 1) {
    const name = names[end] ?? "";
    const value = values[end];
    let at = end;
    for (; at > 0 && (names[at - 1] ?? "") > name; at -= 1) {
      names[at] = names[at - 1] ?? "";
      values[at] = values[at - 1];
    }
    names[at] = name;
    values[at] = value;
  }
};

const MOST_BY_INSERTION = 32;

const sortMany = (names: string[], values: unknown[]): void => {
  const byName = new Map(names.map((name, index) => [name, values[index]] as const));
  names.sort();
  for (const [index, name] of names.entries()) values[index] = byName.get(name);
};
