import type { ApiObject } from "cdk8s";
import type { MakeContext, Step } from "./lazy-context.ts";
import { isPlain, type Resolvers } from "./resolvers-of.ts";

/** How the values of an object are settled. */
export interface Settling {
  readonly object: ApiObject;
  readonly resolvers: Resolvers;
  readonly makeContext: MakeContext;
  readonly sortsKeys: boolean;
  /** Members that are empty objects or arrays go, as they do in an object's metadata. */
  readonly dropsEmpty: boolean;
}

/** A value that cdk8s would write. */
export interface Settled {
  readonly value: unknown;
  /** Something of a class is left, for which cdk8s has its own words. */
  readonly isOdd: boolean;
}

/**
 * Resolves a value and takes out what is not there, in one pass where cdk8s makes two: resolvers see the values that they see
 * there, in the same turn.
 */
export const settleValue = (settling: Settling, value: unknown): Settled => {
  const pass = { ...settling, isOdd: false };
  return { value: settle(pass, value, ROOT), isOdd: pass.isOdd };
};

interface Pass extends Settling {
  isOdd: boolean;
}

const ROOT: Step = { above: undefined, name: undefined };

const settle = (pass: Pass, value: unknown, at: Step): unknown => {
  if (value === null || value === undefined) return undefined;
  const resolvers = isPlain(value) ? pass.resolvers.own : pass.resolvers.all;
  if (resolvers.length > 0) {
    const context = pass.makeContext(pass.object, value, at);
    for (const resolver of resolvers) {
      resolver.resolve(context);
      if (context.replaced) return settle(pass, context.replacedValue, at);
    }
  }
  if (typeof value !== "object") return value;
  if (Array.isArray(value)) return settleItems(pass, value, at);
  if (value.constructor === Object) return settleMembers(pass, value as Members, at);
  pass.isOdd = true;
  return value;
};

type Members = Readonly<Record<string, unknown>>;

const settleItems = (pass: Pass, items: readonly unknown[], at: Step): unknown =>
  pass.dropsEmpty && items.length === 0
    ? undefined
    : items.map((item, index) => settle(pass, item, below(pass, at, index)));

/** All are read before the first is resolved, and all are resolved in their own order. */
const settleMembers = (pass: Pass, members: Members, at: Step): unknown => {
  const names = Object.keys(members);
  const values = names.map((name) => members[name]);
  for (let index = 0; index < names.length; index += 1)
    values[index] = settle(pass, values[index], below(pass, at, names[index] ?? ""));
  if (pass.sortsKeys) sortTogether(names, values);
  const result: Record<string, unknown> = {};
  let isEmpty = true;
  for (let index = 0; index < names.length; index += 1) {
    const name = names[index] ?? "";
    const value = values[index];
    if (value === undefined || name === "__proto__") continue;
    result[name] = value;
    isEmpty = false;
  }
  return isEmpty && pass.dropsEmpty ? undefined : result;
};

/** Only a program's resolvers ask where a value stands. */
const below = ({ resolvers }: Pass, above: Step, name: string | number): Step =>
  resolvers.own.length === 0 ? above : { above, name };

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
