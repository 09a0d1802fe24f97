import { isEasyText, tryEasyBlock } from "./easy-text.ts";
import { HardScalars, type Stringify } from "./hard-scalars.ts";

/**
 * Writes documents as a copy of cdk8s does with the `yaml` package, some thirty times as fast. Text whose form is beyond doubt
 * is written here, a scalar that is not is asked for, and so is the whole of a document that is more than plain data: one with
 * anything else than JSON's values, or with an object that it holds twice, which becomes an anchor and an alias.
 */
export const documentEmitter = (stringify: Stringify): ((documents: readonly unknown[]) => string) => {
  const scalars = new HardScalars(stringify);
  return (documents) => documents.map((document) => tryEmit(document, scalars) ?? stringify(document)).join(SEPARATOR);
};

const SEPARATOR = "---\n";

const tryEmit = (document: unknown, scalars: HardScalars): string | undefined => {
  const emission: Emission = { scalars, seen: new Set(), pieces: [] };
  try {
    if (!isCollection(document) || !emitLines(emission, document, "", "")) return undefined;
    return emission.pieces.join("");
  } catch (error) {
    if (error === NOT_PLAIN) return undefined;
    throw error;
  }
};

/** One document being written. */
interface Emission {
  readonly scalars: HardScalars;
  /** Every collection so far. */
  readonly seen: Set<object>;
  /** Joined at once: a text that grows is a tree of its parts for as long as it is kept, which is until all is rendered. */
  readonly pieces: string[];
}

type Collection = readonly unknown[] | Members;
type Members = Readonly<Record<string, unknown>>;

/** Thrown where a document turns out to be the package's own business; one for all, since each would cost a stack. */
const NOT_PLAIN = new Error("This document is more than plain data");

/** `first` stands before the first line: the same as `indent`, or nothing after a dash. Tells whether there is any line. */
// oxlint-disable-next-line max-params -- called for every collection: an object for each would cost what is gained
const emitLines = (emission: Emission, collection: Collection, indent: string, first: string): boolean => {
  enter(emission, collection);
  return isSequence(collection)
    ? emitItems(emission, collection, indent, first)
    : emitMembers(emission, collection, indent, first);
};

// oxlint-disable-next-line max-params -- as above
const emitItems = (emission: Emission, items: readonly unknown[], indent: string, first: string): boolean => {
  const below = `${indent}  `;
  let lead = first;
  for (const item of items) {
    emission.pieces.push(lead, "-");
    emitValue(emission, item, below, true);
    lead = indent;
  }
  return items.length > 0;
};

// oxlint-disable-next-line max-params -- as above
const emitMembers = (emission: Emission, members: Members, indent: string, first: string): boolean => {
  const names = Object.keys(members);
  const below = `${indent}  `;
  let lead = first;
  for (const name of names) {
    emission.pieces.push(lead, emitKey(emission, name));
    emitValue(emission, members[name], below, false);
    lead = indent;
  }
  return names.length > 0;
};

const enter = ({ seen }: Emission, collection: object): void => {
  if (seen.has(collection)) throw NOT_PLAIN;
  seen.add(collection);
};

const emitKey = ({ scalars }: Emission, key: string): string => {
  const known = EASY_KEYS.get(key);
  if (known !== undefined) return known;
  if (key.length > LONGEST_EASY_KEY || FLOW.test(key) || !isEasyText(key)) {
    if (key === "<<") throw NOT_PLAIN;
    const asked = scalars.key(key);
    if (asked === undefined) throw NOT_PLAIN;
    return asked;
  }
  const text = `${key}:`;
  if (EASY_KEYS.size < MOST_KEYS) EASY_KEYS.set(key, text);
  return text;
};

/** The few hundred keys of Kubernetes come back in every object, so that each is examined only once. */
const EASY_KEYS = new Map<string, string>();
const MOST_KEYS = 4096;
const LONGEST_EASY_KEY = 1000;
/** Earlier releases quote a key that has one of these. */
const FLOW = /[[\]{},]/;

/** What follows a key, or the dash of an item; what stands below it stands at `indent`. */
// oxlint-disable-next-line max-params -- as above
const emitValue = (emission: Emission, value: unknown, indent: string, isItem: boolean): void => {
  const { pieces } = emission;
  if (!isCollection(value)) {
    pieces.push(" ", emitScalar(emission, value, indent), "\n");
    return;
  }
  const end = pieces.push(isItem ? " " : "\n") - 1;
  if (!emitLines(emission, value, indent, isItem ? "" : indent)) pieces[end] = isSequence(value) ? " []\n" : " {}\n";
};

const emitScalar = ({ scalars }: Emission, value: unknown, indent: string): string => {
  if (typeof value === "string") return emitText(scalars, value, indent);
  if (typeof value === "number") return isEasyNumber(value) ? String(value) : scalars.line(value);
  if (typeof value === "boolean") return value ? "true" : "false";
  if (value === null) return "null";
  throw NOT_PLAIN;
};

const emitText = (scalars: HardScalars, text: string, indent: string): string => {
  if (isEasyText(text)) return text;
  if (DIGITS.test(text)) return `"${text}"`;
  if (!text.includes("\n")) return scalars.line(text);
  return tryEasyBlock(text, indent) ?? scalars.lines(text, indent).trimStart();
};

/** Text that any reader would take for a number. */
const DIGITS = /^[0-9]+$/;

/** A Map of answers takes -0 for 0. */
const isEasyNumber = (value: number): boolean => {
  if (Object.is(value, -0)) throw NOT_PLAIN;
  return Number.isSafeInteger(value);
};

/** Throws for an object that is no plain one, and for one that writes itself. */
const isCollection = (value: unknown): value is Collection => {
  if (typeof value !== "object" || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== Array.prototype && prototype !== null) throw NOT_PLAIN;
  if (typeof (value as { toJSON?: unknown }).toJSON === "function") throw NOT_PLAIN;
  return true;
};

/** Array.isArray does not narrow a readonly array. */
const isSequence = (collection: Collection): collection is readonly unknown[] => Array.isArray(collection);
