import { inWords } from "../../finding/in-words.ts";

/** Keys below keys. At the end the kind of a value; `map` and `lists` are mappings of any keys to texts and to lists of texts. */
export type KeyTree = Kind | readonly [KeyTree] | { readonly [key: string]: KeyTree };

type Kind = "text" | "number" | "boolean" | "texts" | "map" | "lists";

/** A key or a value that does not belong where it stands. */
export interface Stray {
  /** `services.etcd.snapshot`; elements of lists have no number. */
  readonly key: string;
  readonly found: string;
  /** The kind that belongs there; undefined where the key itself does not. */
  readonly allowed: string | undefined;
}

/** Finds keys that the tree does not have, and values of another kind. */
export const straysOf = (value: unknown, tree: KeyTree, key = ""): readonly Stray[] => {
  if (value === undefined) return [];
  if (typeof tree === "string") return KINDS[tree].has(value) ? [] : [wrong(key, value, KINDS[tree].words)];
  if (isList(tree)) {
    return Array.isArray(value)
      ? value.flatMap((item: unknown) => straysOf(item, tree[0], key))
      : [wrong(key, value, "a list")];
  }
  if (!isMapping(value)) return [wrong(key, value, "a mapping")];
  return Object.entries(value).flatMap(([name, member]) => {
    const at = key === "" ? name : `${key}.${name}`;
    const below = Object.hasOwn(tree, name) ? tree[name] : undefined;
    return below === undefined
      ? [{ key: at, found: inWords(member), allowed: undefined }]
      : straysOf(member, below, at);
  });
};

/** The same value with its keys in the tree's order; keys that the tree does not have come last, those of free mappings sorted. */
export const inTreeOrder = (value: unknown, tree: KeyTree | undefined): unknown => {
  if (Array.isArray(value)) {
    const item = tree !== undefined && typeof tree !== "string" && isList(tree) ? tree[0] : undefined;
    return value.map((element: unknown) => inTreeOrder(element, item));
  }
  if (!isMapping(value)) return value;
  const below = tree === undefined || typeof tree === "string" || isList(tree) ? {} : tree;
  const names = Object.keys(value);
  const known = Object.keys(below).filter((name) => names.includes(name));
  const others = names.filter((name) => !Object.hasOwn(below, name)).toSorted();
  return Object.fromEntries([...known, ...others].map((name) => [name, inTreeOrder(value[name], below[name])]));
};

/** What a mapping holds at the end of a path. */
export const valueAt = (value: unknown, path: string): unknown =>
  path
    .split(".")
    .reduce<unknown>((at, name) => (isMapping(at) && Object.hasOwn(at, name) ? at[name] : undefined), value);

/** Tells a mapping of keys to values. */
export const isMapping = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const wrong = (key: string, value: unknown, allowed: string): Stray => ({ key, found: inWords(value), allowed });

const isList = (tree: Exclude<KeyTree, Kind>): tree is readonly [KeyTree] => Array.isArray(tree);

const isText = (value: unknown): boolean => typeof value === "string";
const areTexts = (value: unknown): boolean => Array.isArray(value) && value.every(isText);

const KINDS: Readonly<Record<Kind, { readonly words: string; readonly has: (value: unknown) => boolean }>> = {
  text: { words: "a text", has: isText },
  number: { words: "a whole number", has: Number.isInteger },
  boolean: { words: "true or false", has: (value) => typeof value === "boolean" },
  texts: { words: "a list of texts", has: areTexts },
  map: { words: "a mapping of keys to texts", has: (value) => isMapping(value) && Object.values(value).every(isText) },
  lists: {
    words: "a mapping of keys to lists of texts",
    has: (value) => isMapping(value) && Object.values(value).every(areTexts),
  },
};
