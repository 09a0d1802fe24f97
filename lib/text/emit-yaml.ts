import { emitBlockScalar } from "./emit-block-scalar.ts";
import { emitPlainOrQuoted } from "./emit-scalar.ts";
import { sortedKeys } from "./sorted-keys.ts";
import type { YamlMapping, YamlValue } from "./yaml-value.ts";

/**
 * Writes one YAML document: two spaces, sequences indented, members in the order given, LF, no folding, no anchors.
 * Every reader of YAML 1.1 or 1.2 gets the same value back. Refuses what YAML's JSON subset cannot hold.
 */
export const emitYaml = (value: YamlValue): string =>
  isCollection(value) ? emitDocument(value, AS_GIVEN, {}) : `${emitInline(value)}\n`;

/** How a document is ordered, and what stands before it. */
export interface SortedYaml {
  /** Members of the outermost mapping that come before all others. */
  readonly first: readonly string[];
  /** Lines that stand before it, without the last line's end. @default - none */
  readonly head?: string | undefined;
}

/** The same after other lines, with the members of every mapping by their code units. */
export const emitSortedYaml = (value: YamlMapping, { first, head }: SortedYaml): string =>
  emitDocument(value, SORTED, { head, names: sortedKeys(value, first) });

interface DocumentStart {
  readonly head?: string | undefined;
  readonly names?: readonly string[];
}

const emitDocument = (value: Collection, level: Level, { head = "", names }: DocumentStart): string => {
  const lines = appendLines(head, value, level, names, false);
  const text = inOnePiece(lines.length === head.length ? `${head}\n${emptyOf(value)}\n` : `${lines}\n`);
  return head === "" ? text.slice(1) : text;
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
  readonly indent: string;
  /** What comes before an item: the end of the line above, and a dash. */
  readonly dash: string;
  /** What comes before a member's value, by its key: the end of the line above, and the key with its colon. */
  readonly keys: Map<string, string>;
  /** One deeper, where it is kept. */
  readonly inner: Level | undefined;
}

/** The innermost comes first: whatever changes later makes V8 compile anew what has read it. */
const levelsFrom = (depth: number, isSorted: boolean): Level => {
  const indent = "  ".repeat(depth);
  const inner = depth < DEEPEST ? levelsFrom(depth + 1, isSorted) : undefined;
  return { isSorted, indent, dash: `\n${indent}-`, keys: new Map(), inner };
};

/** Deeper ones are made for each collection anew. */
const DEEPEST = 24;

const AS_GIVEN = levelsFrom(0, false);
const SORTED = levelsFrom(0, true);

const innerOf = ({ inner, indent, isSorted }: Level): Level => inner ?? levelsFrom(indent.length / 2 + 1, isSorted);

/**
 * Adds the lines of a collection to a text, each beginning with the end of the line before; the first stands on the same line
 * after a dash. Nothing is added for one without members, of which the line above says that it is empty. One function for
 * mappings and sequences: of two that call each other, V8 compiles each with the other in it.
 */
const appendLines = (
  before: string,
  value: Collection,
  level: Level,
  order: readonly string[] | undefined,
  isAfterDash: boolean,
): string => {
  const items = isSequence(value) ? value : undefined;
  const members = value as YamlMapping;
  const names = order ?? (items === undefined ? namesOf(members, level) : NO_NAMES);
  const count = items === undefined ? names.length : items.length;
  let text = before;
  for (let index = 0; index < count; index += 1) {
    const name = names[index] ?? "";
    const child = items === undefined ? members[name] : items[index];
    if (child === undefined && items === undefined) continue;
    const line = items === undefined ? keyAt(level, name) : level.dash;
    text += isAfterDash && text.length === before.length ? ` ${line.slice(1 + level.indent.length)}` : line;
    if (typeof child === "string" && !child.includes("\n")) {
      text += ` ${emitPlainOrQuoted(child)}`;
    } else if (isCollection(child)) {
      const filled = appendLines(text, child, innerOf(level), undefined, items !== undefined);
      text = filled.length === text.length ? `${text} ${emptyOf(child)}` : filled;
    } else {
      text += ` ${emitLeaf(child, level)}`;
    }
  }
  return text;
};

const namesOf = (mapping: YamlMapping, { isSorted }: Level): readonly string[] =>
  isSorted ? sortedKeys(mapping) : Object.keys(mapping);

const NO_NAMES: readonly string[] = [];

const emptyOf = (value: Collection): string => (isSequence(value) ? "[]" : "{}");

type Collection = YamlMapping | readonly YamlValue[];
type Scalar = Exclude<YamlValue, Collection>;

/** Of several lines as a block where one can hold it. */
const emitLeaf = (value: Scalar | undefined, level: Level): string =>
  (typeof value === "string" ? emitBlockScalar(value, innerOf(level).indent) : undefined) ?? emitInline(value);

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

const isCollection = (value: YamlValue | undefined): value is Collection => {
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
