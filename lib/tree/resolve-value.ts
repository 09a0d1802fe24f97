import type { ApiObject, IResolver } from "cdk8s";
import { cdk8s } from "./cdk8s.ts";
import { refusal } from "./refusal.ts";

/**
 * Copies what a user wrote into plain data with its keys in order, and lets the app's resolvers replace values (`Lazy`,
 * tokens). Members that are undefined are left out. Refuses what is no data, naming where it stands.
 */
export const resolveValue = (value: object, object: ApiObject): unknown =>
  new Resolution(object).resolve(value, [], TOP_LEVEL);

/**
 * The same for what an object of any library gave: nothing is left to resolve, and nothing is left out. What is undefined is
 * null, as cdk8s writes it. Refuses what is no data.
 */
export const plainCopy = (value: unknown): unknown => copy(value, TOP_LEVEL);

const copy = (value: unknown, first: readonly string[]): unknown => {
  if (value === undefined || value === null) return null;
  if (typeof value !== "object") return copyScalar(value);
  if (Array.isArray(value)) return copyItems(value);
  if (isOfAClass(value)) {
    if (value instanceof Map || value instanceof Set) return refuseData(`a ${value.constructor.name}`);
    if (hasToJson(value)) return copy(value.toJSON(), first);
  }
  const members = value as Record<string, unknown>;
  const result: Record<string, unknown> = {};
  for (const name of sortedKeys(members, first)) result[name] = copy(members[name], NOTHING);
  return result;
};

/** A loop of its own: `map` leaves holes. */
const copyItems = (items: readonly unknown[]): readonly unknown[] => {
  const result: unknown[] = [];
  for (const item of items) result.push(copy(item, NOTHING));
  return result;
};

/** A Date, for one. */
const hasToJson = (value: object): value is { toJSON: () => unknown } =>
  "toJSON" in value && typeof value.toJSON === "function";

const copyScalar = (value: unknown): unknown => {
  if (typeof value === "string" || typeof value === "boolean") return value;
  if (typeof value === "number" && Number.isFinite(value)) return value;
  return refuseData(foundIn(value));
};

const refuseData = (found: string): never => {
  throw new TypeError(`found ${found}; allowed are the values of JSON`);
};

const foundIn = (value: unknown): string => (typeof value === "number" ? String(value) : `a ${typeof value}`);

/** How cdk8s's built-in resolvers are known, and ours; they act on objects with a class only, so plain values pass them by. */
const BUILT_IN = new Set([
  "LazyResolver",
  "ImplicitTokenResolver",
  "NumberStringUnionResolver",
  "LazyOfAnyCopyResolver",
]);

class Resolution {
  readonly #object: ApiObject;
  readonly #resolvers: readonly IResolver[];
  readonly #custom: boolean;

  constructor(object: ApiObject) {
    this.#object = object;
    this.#resolvers = cdk8s.App.of(object).resolvers;
    this.#custom = this.#resolvers.some((resolver) => !BUILT_IN.has(resolver.constructor.name));
  }

  resolve(value: unknown, key: readonly string[], first: readonly string[] = []): unknown {
    if (value === null || value === undefined) return value;
    if (this.#custom || isOfAClass(value)) {
      const replaced = this.#replace(value, key);
      if (replaced !== undefined) return this.resolve(replaced.value, key, first);
    }
    if (typeof value !== "object") return this.#scalar(value, key);
    if (Array.isArray(value)) return value.map((item, index) => this.resolve(item, [...key, `${index}`]) ?? null);
    return this.#mapping(value, key, first);
  }

  #mapping(value: object, key: readonly string[], first: readonly string[]): unknown {
    if (isOfAClass(value)) this.#refuse(`an object of class ${value.constructor.name}`, key);
    const members = value as Record<string, unknown>;
    const result: Record<string, unknown> = {};
    for (const name of sortedKeys(members, first)) {
      const member = this.resolve(members[name], [...key, name]);
      if (member !== undefined) result[name] = member;
    }
    return result;
  }

  #scalar(value: unknown, key: readonly string[]): unknown {
    if (typeof value === "string" || typeof value === "boolean") return value;
    if (typeof value === "number" && Number.isFinite(value)) return value;
    return this.#refuse(foundIn(value), key);
  }

  #replace(value: unknown, key: readonly string[]): { value: unknown } | undefined {
    const context = new cdk8s.ResolutionContext(this.#object, [...key], value);
    for (const resolver of this.#resolvers) {
      resolver.resolve(context);
      if (context.replaced) return { value: unwrapUnion(resolver, context.replacedValue) };
    }
    return undefined;
  }

  #refuse(found: string, key: readonly string[]): never {
    const { kind, name, node } = this.#object;
    throw refusal(
      `Cannot write ${kind} "${name}" (${node.path}): found ${found} at ${key.join(".")}; allowed are the values of JSON`,
    );
  }
}

const NOTHING: readonly string[] = [];
const TOP_LEVEL = ["apiVersion", "kind", "metadata"];

const sortedKeys = (members: Record<string, unknown>, first: readonly string[]): readonly string[] => {
  const keys = Object.keys(members).toSorted();
  if (first.length === 0) return keys;
  return [...first.filter((key) => key in members), ...keys.filter((key) => !first.includes(key))];
};

const isOfAClass = (value: unknown): value is object => {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype !== null && prototype !== Object.prototype;
};

/** cdk8s's union classes (IntOrString, Quantity) resolve to `{ value }`, which its own kinds take apart; ours want the value. */
const unwrapUnion = (resolver: IResolver, value: unknown): unknown =>
  resolver.constructor.name === "NumberStringUnionResolver" ? (value as { value: unknown }).value : value;
