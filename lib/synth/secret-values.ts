import { parseYaml } from "../text/parse-yaml.ts";

/** A mapping of a document. */
export type Mapping = Readonly<Record<string, unknown>>;

/** Tells a mapping from what else YAML and constructs hold: lists, dates, bytes. */
export const isMapping = (value: unknown): value is Mapping =>
  typeof value === "object" &&
  value !== null &&
  !Array.isArray(value) &&
  !ArrayBuffer.isView(value) &&
  !(value instanceof Date);

/** Tells a Secret from a mere reference to one, which has neither metadata nor data. */
export const isSecret = (value: Mapping): boolean =>
  value["kind"] === "Secret" && ["metadata", "data", "stringData"].some((member) => member in value);

/** Members of a Secret that are known to hold no value; a misspelt `stringdata` is not among them. */
export const MEMBERS_WITHOUT_VALUES: ReadonlySet<string> = new Set(["apiVersion", "kind", "type", "immutable"]);

/** The documents of a text; undefined for what is no YAML. */
export const tryReadDocuments = (text: string): readonly unknown[] | undefined => {
  try {
    return parseYaml(text, "");
  } catch {
    // Its message would quote the lines around the mistake.
    return undefined;
  }
};

/** The values of every Secret in a document, also of one in a List or in what another kind carries along. */
export const secretValuesIn = (document: unknown): readonly Buffer[] => {
  if (Array.isArray(document)) return document.flatMap(secretValuesIn);
  if (!isMapping(document)) return [];
  if (!isSecret(document)) return Object.values(document).flatMap(secretValuesIn);
  return Object.entries(document).flatMap(([member, value]) => {
    if (member === "metadata" || MEMBERS_WITHOUT_VALUES.has(member)) return [];
    const texts = textsIn(value);
    const plain = texts.map((text) => Buffer.from(text));
    // Whoever takes `data` for `stringData` has a value there that is no base64.
    return member === "data" ? [...texts.map((text) => Buffer.from(text, "base64")), ...plain] : plain;
  });
};

/** The same of a text with documents. */
export const secretValuesInText = (text: string): readonly Buffer[] =>
  text.includes("Secret") ? sidesOf(text).flatMap(documentsWithSecrets).flatMap(secretValuesIn) : [];

/** A text, and what it is on each side of the conflicts that git has left in it: with their marks it is no YAML. */
const sidesOf = (text: string): readonly string[] =>
  text.includes("<<<<<<< ")
    ? [text, ...["ours", "base", "theirs"].map((side) => text.replace(CONFLICT, (...given) => sideIn(given, side)))]
    : [text];

const sideIn = (given: readonly unknown[], side: string): string =>
  (given.at(-1) as Readonly<Record<string, string | undefined>>)[side] ?? "";

/** Of three sides where git is told to show what both have come from. */
const CONFLICT =
  /^<{7} [^\n]*\n(?<ours>[^]*?)(?:^\|{7}[^\n]*\n(?<base>[^]*?))?^={7}\r?\n(?<theirs>[^]*?)^>{7} [^\n]*(?:\n|$)/gm;

/** One file may hold thousands of objects: only the documents that say the word are parsed, each by itself. */
const documentsWithSecrets = (text: string): readonly unknown[] => {
  const parts = text.split(DOCUMENT_START).filter((part) => part.includes("Secret"));
  const read = parts.map(tryReadDocuments);
  if (read.every((documents) => documents !== undefined)) return read.flat();
  // A directive holds for what follows it.
  return tryReadDocuments(text) ?? read.flatMap((documents) => documents ?? []);
};

/** No text of a document has such a line, whatever its style. */
const DOCUMENT_START = /^---(?=\s|$)/m;

const textsIn = (value: unknown): readonly string[] => {
  if (typeof value === "string" || typeof value === "number") return [String(value)];
  if (ArrayBuffer.isView(value)) return [Buffer.from(value.buffer, value.byteOffset, value.byteLength).toString()];
  if (typeof value !== "object" || value === null) return [];
  return Object.values(value).flatMap(textsIn);
};
