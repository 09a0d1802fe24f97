import { emitBlockScalar } from "./emit-block-scalar.ts";
import { emitPlainOrQuoted } from "./emit-scalar.ts";
import { beginLine, innerOf, inOnePiece, keepLine, type LineLevel, lineLevel } from "./line-level.ts";
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
export const sortedYamlWriter =
  (first: readonly string[]): SortedYamlWriter =>
  (value, head) =>
    emitDocument(value, { isSorted: true, first }, head);

/** How members are ordered. */
interface Order {
  readonly isSorted: boolean;
  /** Those of the outermost mapping that come before all others. */
  readonly first: readonly string[];
}

const AS_GIVEN: Order = { isSorted: false, first: [] };

const emitDocument = (value: Collection, order: Order, head = ""): string => {
  const lines = linesOf(value, TOP, order, head === "" ? "" : undefined);
  const empty = head === "" ? emptyOf(value) : `\n${emptyOf(value)}`;
  return inOnePiece(`${head}${lines === "" ? empty : lines}\n`);
};

const TOP = lineLevel(0);

/**
 * The lines of a collection; nothing for one without members. `first` comes before the first of them where that goes on with a line
 * already begun. One function that calls itself: several that call each other V8 would put into one another, time and again, and
 * take longer to compile them than a thousand objects take to write.
 */
// oxlint-disable-next-line max-params -- called for every collection: an object for each would cost what is gained
const linesOf = (value: Collection, level: LineLevel, order: Order, first?: string): string => {
  const inner = innerOf(level);
  let text = "";
  if (isSequence(value)) {
    for (const item of value) {
      text += beginLine(level.dash, level, text === "" ? first : undefined);
      text += isCollection(item)
        ? linesOf(item, inner, order, " ") || ` ${emptyOf(item)}`
        : ` ${emitLeaf(item, inner)}`;
    }
    return text;
  }
  for (const name of namesOf(value, level, order)) {
    const member = value[name];
    if (member === undefined) continue;
    text += beginLine(keyAt(level, name), level, text === "" ? first : undefined);
    text += isCollection(member)
      ? linesOf(member, inner, order) || ` ${emptyOf(member)}`
      : ` ${emitLeaf(member, inner)}`;
  }
  return text;
};

const namesOf = (value: YamlMapping, level: LineLevel, { isSorted, first }: Order): readonly string[] =>
  isSorted ? sortedKeys(value, level === TOP ? first : []) : Object.keys(value);

const emptyOf = (value: Collection): string => (isSequence(value) ? "[]" : "{}");

type Collection = YamlMapping | readonly YamlValue[];
type Scalar = Exclude<YamlValue, Collection>;

/** Of several lines as a block where one can hold it. */
const emitLeaf = (value: Scalar | undefined, { indent }: LineLevel): string =>
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

const keyAt = (level: LineLevel, key: string): string => {
  const known = level.keys.get(key);
  if (known !== undefined) return known;
  const text = emitPlainOrQuoted(key);
  // An implicit key may have 1024 characters at most, in the specification's count.
  if (text.length > 1000) return `\n${level.indent}? ${text}\n${level.indent}:`;
  const line = `\n${level.indent}${text}:`;
  keepLine(level, key, line);
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
