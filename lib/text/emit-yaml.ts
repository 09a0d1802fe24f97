import { emitBlockScalar } from "./emit-block-scalar.ts";
import { emitPlainOrQuoted } from "./emit-scalar.ts";
import { sortedKeys } from "./sorted-keys.ts";
import type { YamlMapping, YamlValue } from "./yaml-value.ts";

/**
 * Writes one YAML document: two spaces, sequences indented, members in the order given, LF, no folding, no anchors.
 * Every reader of YAML 1.1 or 1.2 gets the same value back. Refuses what YAML's JSON subset cannot hold.
 */
export const emitYaml = (value: YamlValue): string => emitDocument(value, AS_GIVEN);

/** The same with the members of every mapping by their code units, but for those of the outermost that come first. */
export const emitSortedYaml = (value: YamlMapping, first: readonly string[]): string => {
  const text = emitMembers(value, sortedKeys(value, first), { level: SORTED, lead: "" });
  return text === "" ? "{}\n" : inOnePiece(text);
};

const emitDocument = (value: YamlValue, level: Level): string => {
  if (!isCollection(value)) return `${emitInline(value)}\n`;
  const text = emitLines(value, level);
  return text === "" ? `${emptyOf(value)}\n` : inOnePiece(text);
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
  readonly indent: string;
  readonly isSorted: boolean;
  /** One deeper; made when it is first needed. */
  inner: Level | undefined;
}

const innerOf = (level: Level): Level => {
  level.inner ??= { indent: `${level.indent}  `, isSorted: level.isSorted, inner: undefined };
  return level.inner;
};

const AS_GIVEN: Level = { indent: "", isSorted: false, inner: undefined };
const SORTED: Level = { indent: "", isSorted: true, inner: undefined };

/** Nothing for a collection without members, of which the line above says that it is empty. */
const emitLines = (value: Collection, level: Level): string =>
  isSequence(value) ? emitSequence(value, level, level.indent) : emitMapping(value, level, level.indent);

/** `lead` stands before the first line: the indentation, or nothing after a dash. */
const emitMapping = (mapping: YamlMapping, level: Level, lead: string): string =>
  emitMembers(mapping, level.isSorted ? sortedKeys(mapping) : Object.keys(mapping), { level, lead });

const emitMembers = (
  mapping: YamlMapping,
  names: readonly string[],
  { level, lead }: { readonly level: Level; readonly lead: string },
): string => {
  let text = "";
  let before = lead;
  for (const name of names) {
    const value = mapping[name];
    if (value === undefined) continue;
    text += before + emitKey(name, level.indent) + emitValue(value, level);
    before = level.indent;
  }
  return text;
};

const emitSequence = (items: readonly YamlValue[], level: Level, lead: string): string => {
  let text = "";
  let before = lead;
  for (const item of items) {
    text += `${before}-${emitItem(item, level)}`;
    before = level.indent;
  }
  return text;
};

/** What follows `key:`. */
const emitValue = (value: YamlValue, level: Level): string => {
  if (!isCollection(value)) return emitLeaf(value, level);
  const text = emitLines(value, innerOf(level));
  return text === "" ? ` ${emptyOf(value)}\n` : `\n${text}`;
};

/** What follows the dash of a sequence. */
const emitItem = (value: YamlValue, level: Level): string => {
  if (!isCollection(value)) return emitLeaf(value, level);
  const inner = innerOf(level);
  const text = isSequence(value) ? emitSequence(value, inner, "") : emitMapping(value, inner, "");
  return text === "" ? ` ${emptyOf(value)}\n` : ` ${text}`;
};

const emitLeaf = (value: Scalar | undefined, level: Level): string => {
  if (typeof value === "string" && value.includes("\n")) {
    const block = emitBlockScalar(value, innerOf(level).indent);
    if (block !== undefined) return ` ${block}`;
  }
  return ` ${emitInline(value)}\n`;
};

const emptyOf = (value: Collection): string => (isSequence(value) ? "[]" : "{}");

type Collection = YamlMapping | readonly YamlValue[];
type Scalar = Exclude<YamlValue, Collection>;

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

const keys = new Map<string, string>();

/** The few hundred keys of Kubernetes come back in every object, so that each is examined only once. */
const emitKey = (key: string, indent: string): string => {
  const known = keys.get(key);
  if (known !== undefined) return known;
  const text = emitPlainOrQuoted(key);
  // An implicit key may have 1024 characters at most, in the specification's count.
  if (text.length > 1000) return `? ${text}\n${indent}:`;
  if (keys.size < 4096) keys.set(key, `${text}:`);
  return `${text}:`;
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
