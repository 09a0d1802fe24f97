import type { ApiObject, IResolver } from "cdk8s";
import { cdk8s } from "./cdk8s.ts";
import type { PlainData } from "./plain-data.ts";
import { refusal } from "./refusal.ts";

/**
 * What a user wrote as plain data: the app's resolvers replace values (`Lazy`, tokens), and members that are undefined are left
 * out. Whatever stays as it was is not copied, and is not to be changed. Refuses what is no data, naming where it stands.
 */
export const resolveValue = (value: object, object: ApiObject): unknown => resolveData(value, object).data;

/** The same, with what is known of it afterwards. */
export const resolveData = (value: object, object: ApiObject): PlainData => {
  const { resolvers } = cdk8s.App.of(object);
  // Nearly all that programs write: looked through, and neither copied nor asked about.
  const isCustom = !resolvers.every(isBuiltIn);
  const content = isCustom ? OTHER : contentOf(value);
  if (content < OTHER) return { data: value, holdsNull: content === NULLS };
  return new Resolution(object, { resolvers, isCustom }).dataOf(value);
};

/** What a value holds: JSON's alone and no member left undefined, also nulls, or also something else. */
const contentOf = (value: unknown): number => {
  if (typeof value === "string" || typeof value === "boolean") return PLAIN;
  if (value === null) return NULLS;
  if (typeof value !== "object") return Number.isFinite(value) ? PLAIN : OTHER;
  let content = PLAIN;
  if (Array.isArray(value)) {
    for (let index = 0; index < value.length && content < OTHER; index += 1) content |= contentOf(value[index]);
  } else if (isOfAClass(value)) {
    content = OTHER;
  } else {
    // No list of names is made: nothing is inherited here.
    for (const name in value) content |= contentOf((value as Members)[name]);
  }
  return content;
};

const PLAIN = 0;
const NULLS = 1;
const OTHER = 2;

/**
 * The same for what an object of any library gave: nothing is left to resolve, and nothing is left out. What is undefined is
 * null, as cdk8s writes it. Refuses what is no data.
 */
export const plainData = (value: unknown): unknown => {
  if (value === undefined || value === null) return null;
  if (typeof value !== "object") return scalarOf(value);
  if (Array.isArray(value)) return mapItems(value, plainData);
  if (!isOfAClass(value)) return mapMembers(value as Members, plainData);
  if (value instanceof Map || value instanceof Set) return refuseData(`a ${value.constructor.name}`);
  return hasToJson(value) ? plainData(value.toJSON()) : { ...mapMembers(value as Members, plainData) };
};

type Members = Readonly<Record<string, unknown>>;

/** The list itself where nothing in it changes. */
const mapItems = (items: readonly unknown[], change: (item: unknown) => unknown): readonly unknown[] => {
  let changed: unknown[] | undefined;
  for (let index = 0; index < items.length; index += 1) {
    const result = change(items[index]);
    if (result !== items[index]) changed ??= items.slice(0, index);
    changed?.push(result);
  }
  return changed ?? items;
};

/** The mapping itself where nothing in it changes. */
const mapMembers = (members: Members, change: (member: unknown) => unknown): Members => {
  let changed: Record<string, unknown> | undefined;
  for (const name of Object.keys(members)) {
    const member = members[name];
    const result = change(member);
    if (result === member) continue;
    changed ??= { ...members };
    changed[name] = result;
  }
  return changed ?? members;
};

/** A Date, for one. */
const hasToJson = (value: object): value is { toJSON: () => unknown } =>
  "toJSON" in value && typeof value.toJSON === "function";

const scalarOf = (value: unknown): unknown => {
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

const isBuiltIn = ({ constructor }: IResolver): boolean => BUILT_IN.has(constructor.name);

interface Resolvers {
  readonly resolvers: readonly IResolver[];
  /** Some are the program's own, and see every value. */
  readonly isCustom: boolean;
}

class Resolution {
  readonly #object: ApiObject;
  readonly #resolvers: readonly IResolver[];
  readonly #custom: boolean;
  /** The way down to the value at hand: written out only for a resolver, or for a complaint. */
  readonly #way: (string | number)[] = [];
  #holdsNull = false;

  constructor(object: ApiObject, { resolvers, isCustom }: Resolvers) {
    this.#object = object;
    this.#resolvers = resolvers;
    this.#custom = isCustom;
  }

  /** What a value becomes, and whether nulls are left in it. */
  dataOf(value: unknown): PlainData {
    const settled = this.#settle(value);
    const data = typeof settled === "object" && settled !== null ? this.#resolveMembers(settled) : settled;
    return { data, holdsNull: this.#holdsNull };
  }

  /** What comes out for a value: a scalar, or a list or a mapping as it was found. */
  #settle(value: unknown): unknown {
    if (value === null) this.#holdsNull = true;
    if (value === null || value === undefined) return value;
    if (this.#custom || (typeof value === "object" && isOfAClass(value))) {
      const replaced = this.#replace(value);
      if (replaced !== undefined) return this.#settle(replaced.value);
    }
    if (typeof value !== "object") return this.#scalar(value);
    if (isOfAClass(value)) this.#refuse(`an object of class ${value.constructor.name}`);
    return value;
  }

  /** Itself where nothing in it changes. For lists and mappings: what calls itself alone is compiled sooner. */
  #resolveMembers(collection: object): unknown {
    const names = Array.isArray(collection) ? collection.keys() : Object.keys(collection);
    let changed: Record<string | number, unknown> | undefined;
    for (const name of names) {
      const member = (collection as Members)[name];
      if (typeof member === "string" && !this.#custom) continue;
      this.#way.push(name);
      let resolved = this.#settle(member);
      if (typeof resolved === "object" && resolved !== null) resolved = this.#resolveMembers(resolved);
      this.#way.pop();
      if (resolved === member && resolved !== undefined) continue;
      changed ??= copyOf(collection);
      this.#put(changed, name, resolved);
    }
    return changed ?? collection;
  }

  /** A list keeps a place for what is undefined. */
  #put(changed: Record<string | number, unknown>, name: string | number, resolved: unknown): void {
    if (resolved !== undefined) changed[name] = resolved;
    else if (Array.isArray(changed)) {
      changed[name as number] = null;
      this.#holdsNull = true;
    } else delete changed[name];
  }

  #scalar(value: unknown): unknown {
    if (typeof value === "string" || typeof value === "boolean") return value;
    if (typeof value === "number" && Number.isFinite(value)) return value;
    return this.#refuse(foundIn(value));
  }

  #replace(value: unknown): { value: unknown } | undefined {
    const context = new cdk8s.ResolutionContext(this.#object, this.#way.map(String), value);
    for (const resolver of this.#resolvers) {
      resolver.resolve(context);
      if (context.replaced) return { value: unwrapUnion(resolver, context.replacedValue) };
    }
    return undefined;
  }

  #refuse(found: string): never {
    const { kind, name, node } = this.#object;
    throw refusal(
      `Cannot write ${kind} "${name}" (${node.path}): found ${found} at ${this.#way.join(".")}; allowed are the values of JSON`,
    );
  }
}

const copyOf = (collection: object): Record<string | number, unknown> =>
  Array.isArray(collection)
    ? ([...(collection as unknown[])] as unknown as Record<number, unknown>)
    : { ...collection };

const isOfAClass = (value: object): boolean => {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype !== Object.prototype && prototype !== null && !Array.isArray(value);
};

/** cdk8s's union classes (IntOrString, Quantity) resolve to `{ value }`, which its own kinds take apart; ours want the value. */
const unwrapUnion = (resolver: IResolver, value: unknown): unknown =>
  resolver.constructor.name === "NumberStringUnionResolver" ? (value as { value: unknown }).value : value;
