import { createHmac, randomBytes } from "node:crypto";
import { emitYaml } from "../../text/emit-yaml.ts";
import type { YamlMapping, YamlValue } from "../../text/yaml-value.ts";
import { valueHider } from "../hide-values.ts";
import { isMapping, isSecret, type Mapping, MEMBERS_WITHOUT_VALUES, tryReadDocuments } from "../secret-values.ts";
import { tryReadMark } from "./mark.ts";

/** The text of a file as it may be shown: no value of a Secret is in it. */
export type SecretHider = (text: string) => string;

/**
 * Hides the values of every Secret in texts that are to be compared and shown: a short keyed hash stands for each, so that equal
 * values of one run look equal. The key is drawn for the run and kept nowhere: nobody can try values against what was printed.
 * What holds a Secret is written anew from its data, without comments; any other text stays as it is, but for `known` values, which
 * are hidden wherever they stand.
 */
export const secretHider = (known: readonly Buffer[] = []): SecretHider => {
  const key = randomBytes(32);
  const hash: Hash = (value) => `(hidden ${createHmac("sha256", key).update(value).digest("hex").slice(0, 12)})`;
  const hideSecrets = hiderOfSecrets(hash);
  // As `data` has it.
  const hideKnown = valueHider(known, (value) => hash(value.toString("base64")));
  return (text) => hideKnown(hideSecrets(text));
};

const hiderOfSecrets =
  (hash: Hash): SecretHider =>
  (text) => {
    if (!text.includes("Secret") || !text.includes("kind")) return text;
    const documents = tryReadDocuments(text);
    if (documents === undefined) return UNREADABLE_SECRET.test(text) ? `${hash(text)}\n` : text;
    if (!documents.some(holdsSecret)) return text;
    const shown = documents.map((document) => emitYaml(hideIn(document, hash)));
    return `${markOf(text)}${shown.join("---\n")}`;
  };

type Hash = (value: string) => string;

/** What cannot be parsed and may be a Secret is not shown at all. */
const UNREADABLE_SECRET = /["']?kind["']?\s*:\s*["']?Secret/;

/** Our own first line; whatever else is a comment may hold a value. */
const markOf = (text: string): string => {
  const [first = ""] = text.split("\n", 1);
  return first.startsWith("#") && tryReadMark(first) !== undefined ? `${first}\n---\n` : "";
};

/** Also one in a List, or in what another kind carries along. A mere reference has neither metadata nor data. */
const holdsSecret = (value: unknown): boolean =>
  isMapping(value)
    ? isSecret(value) || Object.values(value).some(holdsSecret)
    : Array.isArray(value) && value.some(holdsSecret);

const hideIn = (value: unknown, hash: Hash): YamlValue => {
  if (Array.isArray(value)) return value.map((item) => hideIn(item, hash));
  if (!isMapping(value)) return asYaml(value);
  const hideMember = isSecret(value) ? hideMemberOfSecret : (_: string, member: unknown) => hideIn(member, hash);
  return mapMembers(value, (name, member) => hideMember(name, member, hash));
};

const hideMemberOfSecret = (name: string, member: unknown, hash: Hash): YamlValue => {
  if (name === "metadata" && isMapping(member)) {
    return mapMembers(member, (field, given) =>
      field === "annotations" && isMapping(given)
        ? mapMembers(given, (annotation, text) => (annotation === LAST_APPLIED ? hideAll(text, hash) : asYaml(text)))
        : hideIn(given, hash),
    );
  }
  if (MEMBERS_WITHOUT_VALUES.has(name)) return hideIn(member, hash);
  // As `data` has it, so that a value looks the same there, here and where it is copied.
  return hideAll(member, name === "data" ? hash : (value) => hash(Buffer.from(value).toString("base64")));
};

/** kubectl's own copy of the whole object, values included. */
const LAST_APPLIED = "kubectl.kubernetes.io/last-applied-configuration";

const hideAll = (value: unknown, hash: Hash): YamlValue => {
  if (Array.isArray(value)) return value.map((item) => hideAll(item, hash));
  if (isMapping(value)) return mapMembers(value, (_, member) => hideAll(member, hash));
  if (ArrayBuffer.isView(value))
    return hash(Buffer.from(value.buffer, value.byteOffset, value.byteLength).toString("base64"));
  return hash(typeof value === "string" ? value : JSON.stringify(value ?? null));
};

const mapMembers = (value: Mapping, change: (name: string, member: unknown) => YamlValue): YamlMapping =>
  Object.fromEntries(Object.entries(value).map(([name, member]) => [name, change(name, member)]));

/** YAML has dates, bytes and infinities that JSON lacks. */
const asYaml = (value: unknown): YamlValue => {
  if (typeof value === "string" || typeof value === "boolean" || value === null) return value;
  if (typeof value === "number" && Number.isFinite(value)) return value;
  if (typeof value === "number") return String(value);
  return value instanceof Date ? value.toISOString() : "(bytes)";
};
