import { beginLine, innerOf, inOnePiece, keepLine, type LineLevel, lineLevel } from "../text/line-level.ts";
import { isEasyText, isEasyToQuote, tryEasyBlock } from "./easy-text.ts";
import { HardScalars, type Stringify } from "./hard-scalars.ts";

/**
 * Writes documents as a copy of cdk8s does with the `yaml` package, some thirty times as fast. Text whose form is beyond doubt
 * is written here, a scalar that is not is asked for, and so is the whole of a document that is more than plain data: one with
 * anything else than JSON's values, or with an object that it holds twice, which becomes an anchor and an alias.
 */
export const documentEmitter = (stringify: Stringify): ((documents: readonly unknown[]) => string) => {
  const scalars = new HardScalars(stringify);
  return (documents) => {
    let text = "";
    documents.forEach((document, index) => {
      if (index > 0) text += SEPARATOR;
      text += tryEmit(document, scalars) ?? stringify(document);
    });
    return inOnePiece(text);
  };
};

const SEPARATOR = "---\n";

const tryEmit = (document: unknown, scalars: HardScalars): string | undefined => {
  try {
    if (!isCollection(document)) return undefined;
    const lines = emitLines({ scalars, seen: new Set() }, document, TOP, "");
    return lines === "" ? undefined : `${lines}\n`;
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
}

type Collection = readonly unknown[] | Members;
type Members = Readonly<Record<string, unknown>>;

/** Thrown where a document turns out to be the package's own business; one for all, since each would cost a stack. */
const NOT_PLAIN = new Error("This document is more than plain data");

const TOP = lineLevel(0);

/**
 * All of a collection; nothing of one without members. `first` stands before its first line, where that goes on with one already
 * begun. One function that calls itself: several that call each other V8 would put into one another, time and again, and take
 * longer to compile them than a thousand charts take to write.
 */
// oxlint-disable-next-line max-params -- called for every collection: an object for each would cost what is gained
const emitLines = (emission: Emission, collection: Collection, level: LineLevel, first?: string): string => {
  enter(emission, collection);
  const { scalars } = emission;
  const inner = innerOf(level);
  let text = "";
  if (isSequence(collection)) {
    for (const item of collection) {
      text += beginLine(level.dash, level, text === "" ? first : undefined);
      text += isCollection(item)
        ? emitLines(emission, item, inner, " ") || emptyOf(item)
        : ` ${emitScalar(scalars, item, inner.indent)}`;
    }
    return text;
  }
  for (const name of Object.keys(collection)) {
    const member = collection[name];
    text += beginLine(lineOf(name, level, scalars), level, text === "" ? first : undefined);
    text += isCollection(member)
      ? emitLines(emission, member, inner) || emptyOf(member)
      : ` ${emitScalar(scalars, member, inner.indent)}`;
  }
  return text;
};

const enter = ({ seen }: Emission, collection: Collection): void => {
  if (seen.has(collection)) throw NOT_PLAIN;
  seen.add(collection);
};

const emptyOf = (collection: Collection): string => (isSequence(collection) ? " []" : " {}");

/** What a member begins with: its key, and a colon. */
const lineOf = (key: string, level: LineLevel, scalars: HardScalars): string => {
  const known = level.keys.get(key);
  if (known !== undefined) return known;
  const isEasy = key.length <= LONGEST_EASY_KEY && !FLOW.test(key) && isEasyText(key);
  const line = `\n${level.indent}${isEasy ? `${key}:` : askKey(key, scalars)}`;
  // What is asked for is another text under another release.
  if (isEasy) keepLine(level, key, line);
  return line;
};

const askKey = (key: string, scalars: HardScalars): string => {
  const asked = key === "<<" ? undefined : scalars.key(key);
  if (asked === undefined) throw NOT_PLAIN;
  return asked;
};

const LONGEST_EASY_KEY = 1000;
/** Earlier releases quote a key that has one of these. */
const FLOW = /[[\]{},]/;

/** What follows a key or a dash. */
const emitScalar = (scalars: HardScalars, value: unknown, indent: string): string => {
  if (typeof value === "string") return emitText(scalars, value, indent);
  if (typeof value === "number") return isEasyNumber(value) ? String(value) : scalars.line(value);
  if (typeof value === "boolean") return value ? "true" : "false";
  if (value === null) return "null";
  throw NOT_PLAIN;
};

const emitText = (scalars: HardScalars, text: string, indent: string): string => {
  if (isEasyText(text)) return text;
  if (isEasyToQuote(text)) return `"${text}"`;
  if (!text.includes("\n")) return scalars.line(text);
  return tryEasyBlock(text, indent) ?? scalars.lines(text, indent).trimStart();
};

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
