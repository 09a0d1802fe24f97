import { emitBlockScalar } from "./emit-block-scalar.ts";
import { emitPlainOrQuoted } from "./emit-scalar.ts";
import type { YamlMapping, YamlValue } from "./yaml-value.ts";

/**
 * Writes one YAML document: two spaces, sequences indented, members in the order given, LF, no folding, no anchors.
 * Every reader of YAML 1.1 or 1.2 gets the same value back. Refuses what YAML's JSON subset cannot hold.
 */
export const emitYaml = (value: YamlValue): string => {
  if (isCollection(value) && !isEmpty(value)) return emitLines(value, "");
  return `${emitInline(value)}\n`;
};

const emitLines = (value: YamlMapping | readonly YamlValue[], indent: string): string =>
  isSequence(value) ? emitSequence(value, indent, indent) : emitMapping(value, indent, indent);

/** `first` stands before the first line: the same as `indent`, or nothing after a dash. */
const emitMapping = (mapping: YamlMapping, indent: string, first: string): string => {
  let text = "";
  let lead = first;
  for (const key of Object.keys(mapping)) {
    const value = mapping[key];
    if (value === undefined) continue;
    text += lead + emitKey(key, indent) + emitValue(value, indent);
    lead = indent;
  }
  return text;
};

const emitSequence = (items: readonly YamlValue[], indent: string, first: string): string => {
  let text = "";
  let lead = first;
  for (const item of items) {
    text += `${lead}-${emitItem(item, indent)}`;
    lead = indent;
  }
  return text;
};

/** What follows `key:`. */
const emitValue = (value: YamlValue, indent: string): string => {
  if (isCollection(value) && !isEmpty(value)) return `\n${emitLines(value, `${indent}  `)}`;
  return emitLeaf(value, indent);
};

/** What follows the dash of a sequence. */
const emitItem = (value: YamlValue, indent: string): string => {
  if (!isCollection(value) || isEmpty(value)) return emitLeaf(value, indent);
  const inner = `${indent}  `;
  return isSequence(value) ? ` ${emitSequence(value, inner, "")}` : ` ${emitMapping(value, inner, "")}`;
};

const emitLeaf = (value: YamlValue, indent: string): string => {
  if (typeof value === "string") {
    const block = emitBlockScalar(value, `${indent}  `);
    if (block !== undefined) return ` ${block}`;
  }
  return ` ${emitInline(value)}\n`;
};

const emitInline = (value: YamlValue): string => {
  if (typeof value === "string") return emitPlainOrQuoted(value);
  if (typeof value === "number") return emitNumber(value);
  if (typeof value === "boolean") return value ? "true" : "false";
  if (value === null) return "null";
  if (isCollection(value)) return isSequence(value) ? "[]" : "{}";
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

const isCollection = (value: YamlValue): value is YamlMapping | readonly YamlValue[] => {
  if (typeof value !== "object" || value === null) return false;
  if (isSequence(value)) return true;
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype === null || prototype === Object.prototype || isForeignPlain(prototype)) return true;
  throw new TypeError(`Cannot write a ${nameOf(prototype)} as YAML; allowed are the values of JSON`);
};

/** A plain object of another realm (a vm context, as test runners make them) has another Object.prototype. */
const isForeignPlain = (prototype: unknown): boolean =>
  Object.getPrototypeOf(prototype) === null && nameOf(prototype) === "Object";

const nameOf = (prototype: unknown): string =>
  (prototype as { constructor?: { name?: string } }).constructor?.name ?? "object without a class";

/** Array.isArray does not narrow a readonly array. */
const isSequence = (value: YamlMapping | readonly YamlValue[]): value is readonly YamlValue[] => Array.isArray(value);

const isEmpty = (value: YamlMapping | readonly YamlValue[]): boolean => {
  if (isSequence(value)) return value.length === 0;
  for (const key of Object.keys(value)) if (value[key] !== undefined) return false;
  return true;
};
