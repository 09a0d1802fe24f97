import { emitBlockScalar } from "./emit-block-scalar.ts";
import { emitPlainOrQuoted } from "./emit-scalar.ts";
import { sortedKeys } from "./sorted-keys.ts";
import type { YamlMapping, YamlValue } from "./yaml-value.ts";

/**
 * Writes one YAML document: two spaces, sequences indented, members in the order given, LF, no folding, no anchors.
 * Every reader of YAML 1.1 or 1.2 gets the same value back. Refuses what YAML's JSON subset cannot hold.
 */
export const emitYaml = (value: YamlValue): string =>
  isCollection(value) ? emitDocument(value, AS_GIVEN) : `${emitInline(value)}\n`;

/** Writes a document after other lines, of which the last has no end yet. */
export type SortedYamlWriter = (value: YamlMapping, head?: string) => string;

/** Writes the same with the members of every mapping by their code units, but for those of the outermost that come `first`. */
export const sortedYamlWriter = (first: readonly string[]): SortedYamlWriter => {
  const level = { ...levelAt(0, true), first };
  return (value, head) => emitDocument(value, level, head);
};

const emitDocument = (value: Collection, level: Level, head = ""): string => {
  const lines = linesOf(value, level, head === "" ? "" : undefined);
  const empty = head === "" ? emptyOf(value) : `\n${emptyOf(value)}`;
  return inOnePiece(`${head}${lines === "" ? empty : lines}\n`);
};

/**
 * V8 keeps a text that was put together as a tree of its parts until somebody reads a character of it; for the time that
 * thousands of them wait to be written, that tree is several times the text.
 */
const inOnePiece = (text: string): string => {
  text.charCodeAt(0);
  return text;
};

/** How deep a line stands, and how mappings are ordered there. */
interface Level {
  readonly isSorted: boolean;
  /** Members that come before all others. */
  readonly first: readonly string[];
  readonly indent: string;
  /** What comes before an item: the end of the line above, and a dash. */
  readonly dash: string;
  /** What comes before a member's value, by its key: the end of the line above, and the key with its colon. */
  readonly keys: Map<string, string>;
  /** One deeper, where it is kept. */
  readonly inner: Level | undefined;
}

/** The innermost comes first: whatever changes later makes V8 compile anew what has read it. */
const levelAt = (depth: number, isSorted: boolean): Level => {
  const indent = "  ".repeat(depth);
  const inner = depth < DEEPEST ? levelAt(depth + 1, isSorted) : undefined;
  return { isSorted, first: [], indent, dash: `\n${indent}-`, keys: new Map(), inner };
};

/** Deeper ones are made for each collection anew. */
const DEEPEST = 24;

const innerOf = ({ inner, indent, isSorted }: Level): Level => inner ?? levelAt(indent.length / 2 + 1, isSorted);

const AS_GIVEN = levelAt(0, false);

/**
 * The lines of a collection; nothing for one without members. `first` comes before the first of them where that goes on with a line
 * already begun. One function that calls itself: several that call each other V8 would put into one another, time and again, and
 * take longer to compile them than a thousand objects take to write.
 */
const linesOf = (value: Collection, level: Level, first?: string): string => {
  const inner = innerOf(level);
  let text = "";
  if (isSequence(value)) {
    for (const item of value) {
      text += begin(level.dash, level, text === "" ? first : undefined);
      text += ` ${isCollection(item) ? linesOf(item, inner, "") || emptyOf(item) : emitLeaf(item, inner)}`;
    }
    return text;
  }
  for (const name of level.isSorted ? sortedKeys(value, level.first) : Object.keys(value)) {
    const member = value[name];
    if (member === undefined) continue;
    const line = keyAt(level, name);
    text += begin(line, level, text === "" ? first : undefined);
    text += isCollection(member) ? linesOf(member, inner) || ` ${emptyOf(member)}` : ` ${emitLeaf(member, inner)}`;
  }
  return text;
};

const begin = (line: string, { indent }: Level, first: string | undefined): string =>
  first === undefined ? line : first + line.slice(1 + indent.length);

const emptyOf = (value: Collection): string => (isSequence(value) ? "[]" : "{}");

type Collection = YamlMapping | readonly YamlValue[];
type Scalar = Exclude<YamlValue, Collection>;

/** Of several lines as a block where one can hold it. */
const emitLeaf = (value: Scalar | undefined, { indent }: Level): string =>
  (typeof value === "string" && value.includes("\n") ? emitBlockScalar(value, indent) : undefined) ?? emitInline(value);

const emitInline = (value: Scalar | undefined): string => {
  if (typeof value === "string") return emitPlainOrQuoted(value);
  if (typeof value === "number") return emitNumber(value);
  if (typeof value === "boolean") return value ? "true" : "false";
  if (value === null) return "null";
  throw new TypeError(
    `Cannot write ${value === undefined ? "undefined" : `a ${typeof value}`} as YAML; allowed are the values of JSON`,
  );
};

const emitNumber = (value: number): string => {
  if (!Number.isFinite(value)) throw new TypeError(`Cannot write ${value} as YAML; allowed are finite numbers`);
  const text = Object.is(value, -0) ? "0" : String(value);
  // YAML 1.1 takes 1e+21 for a string: its floats need a point.
  return text.includes("e") && !text.includes(".") ? text.replace("e", ".0e") : text;
};

/** The few hundred keys of Kubernetes come back in every object, so that each is examined only once at every depth. */
const keyAt = ({ keys, indent }: Level, key: string): string => {
  const known = keys.get(key);
  if (known !== undefined) return known;
  const text = emitPlainOrQuoted(key);
  // An implicit key may have 1024 characters at most, in the specification's count.
  if (text.length > 1000) return `\n${indent}? ${text}\n${indent}:`;
  const line = `\n${indent}${text}:`;
  if (keys.size < 1024) keys.set(key, line);
  return line;
};

const isCollection = (value: YamlValue): value is Collection => {
  if (typeof value !== "object" || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype === Object.prototype || prototype === null || isSequence(value) || isForeignPlain(prototype))
    return true;
  throw new TypeError(`Cannot write a ${nameOf(prototype)} as YAML; allowed are the values of JSON`);
};

/** A plain object of another realm (a vm context, as test runners make them) has another Object.prototype. */
const isForeignPlain = (prototype: unknown): boolean =>
  Object.getPrototypeOf(prototype) === null && nameOf(prototype) === "Object";

const nameOf = (prototype: unknown): string =>
  (prototype as { constructor?: { name?: string } }).constructor?.name ?? "object without a class";

/** Array.isArray does not narrow a readonly array. */
const isSequence = (value: Collection): value is readonly YamlValue[] => Array.isArray(value);
