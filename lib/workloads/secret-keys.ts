import type { IConstruct } from "constructs";
import { Secret } from "../../imports/k8s/core/v1.ts";
import { checkProp, isMapping, type PropRule, takeProp } from "../cluster/take-prop.ts";
import { inWords } from "../finding/in-words.ts";
import { checkKeys } from "./check-keys.ts";
import { type Reference, resolveReference, type SecretReference, type Wanted } from "./reference.ts";

/** One value of a Secret. */
export interface SecretKey {
  readonly secret: SecretReference;
  readonly key: string;
}

/** A Secret of one's own, and the keys under which it has what `K` names. */
export interface SecretKeys<K extends string> {
  readonly secret: SecretReference;
  /** @default - each key has the name of what it holds */
  readonly keys?: Readonly<Partial<Record<K, string>>>;
}

/** A Secret and where in it everything is. */
export interface ResolvedKeys<K extends string> {
  readonly reference: Reference;
  readonly keys: Readonly<Record<K, string>>;
}

/** What a workload's prop `secret` was given. */
export interface KeysToResolve<K extends string> {
  /** A Secret of one's own; undefined where the workload has made the one that it needs, whose keys have their own names. */
  readonly given: SecretReference | SecretKeys<K> | undefined;
  /** The name of the one that the workload makes. */
  readonly own: string;
  readonly names: readonly K[];
}

/** Resolves a workload's Secret; keys of one's own are those that were stated, and the rest by their own names. */
export const resolveSecretKeys = <K extends string>(
  construct: IConstruct,
  { given, own, names }: KeysToResolve<K>,
): ResolvedKeys<K> => {
  if (given === undefined) return { reference: { name: own }, keys: named(names, {}) };
  const { secret, keys }: SecretKeys<K> = hasKeys(given) ? given : { secret: given };
  const stated = takeProp(construct, KEYS, { prop: "secret.keys", value: keys ?? {}, instead: {} });
  const all = named(names, stated);
  const needed: readonly string[] = Object.values(all);
  const prop = hasKeys(given) ? "secret.secret" : "secret";
  const reference = resolveReference(construct, { type: Secret.type, prop, keys: needed }, secret);
  checkKeys(construct, `Secret ${reference.name}`, needed);
  return { reference, keys: all };
};

const named = <K extends string>(
  names: readonly K[],
  stated: Readonly<Partial<Record<string, string>>>,
): Readonly<Record<K, string>> =>
  Object.fromEntries(names.map((name) => [name, stated[name] ?? name])) as Record<K, string>;

/** Resolves one value of a Secret. */
export const resolveSecretKey = (
  construct: IConstruct,
  prop: Wanted["prop"],
  given: SecretKey,
): { readonly reference: Reference; readonly key: string } => {
  if (!checkProp(construct, SECRET_KEY, { prop, value: given })) return { reference: { name: "" }, key: "" };
  const { secret, key } = given;
  const wanted = { type: Secret.type, prop: `${prop}.secret`, keys: [key] };
  const reference = resolveReference(construct, wanted, secret);
  checkKeys(construct, `Secret ${reference.name}`, [key]);
  return { reference, key };
};

const KEYS: PropRule = { takes: isMapping, allowed: "a mapping of what is needed to the Secret's keys" };

const SECRET_KEY: PropRule = {
  takes: (value) => isMapping(value) && "secret" in value && typeof value["key"] === "string",
  allowed: "{ secret, key }",
  // The text may be the value itself.
  says: (value) => (typeof value === "string" ? "a text" : inWords(value)),
};

const hasKeys = <K extends string>(given: SecretReference | SecretKeys<K>): given is SecretKeys<K> =>
  isMapping(given) && "secret" in given;
