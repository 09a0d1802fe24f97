import { createHash } from "node:crypto";
import type { ApiObject, ApiObjectMetadataDefinition, App, JsonPatch } from "cdk8s";
import { canReplace } from "./can-replace.ts";
import { lazyContexts } from "./lazy-context.ts";
import type { ResolveModule } from "./resolve-module.ts";
import { resolversIn } from "./resolvers-of.ts";
import { type SettleOptions, type Settling, settleValue } from "./settle-value.ts";

/** What makes an object's JSON in a copy of cdk8s. */
export interface JsonParts {
  readonly ApiObject: typeof ApiObject;
  readonly Metadata: typeof ApiObjectMetadataDefinition;
  readonly JsonPatch: typeof JsonPatch;
  readonly sanitizeValue: (value: unknown, options: object) => unknown;
}

/** What it is used with. */
export interface JsonUse {
  readonly resolving: ResolveModule;
  readonly rootOf: (object: ApiObject) => App;
  /** The order of keys stays; asked for each object. */
  readonly keepsOrder: () => boolean;
}

/**
 * Lets a copy's objects, and their metadata, give their JSON in half the time; those of generated kinds call the same `toJson()`. Only
 * where every function that takes part has the very text that we know: what another release or a program has there stays.
 */
export const quickenJson = (parts: JsonParts, { resolving, rootOf, keepsOrder }: JsonUse): void => {
  const { ApiObject, Metadata, JsonPatch, sanitizeValue } = parts;
  if (!isKnown(parts, resolving) || ![ApiObject, Metadata].every((type) => canReplace(type.prototype, "toJson")))
    return;
  const resolversOf = resolversIn(resolving, rootOf);
  const makeContext = lazyContexts(resolving.ResolutionContext);
  const settling = (object: ApiObject, options: SettleOptions): Settling => {
    return { object, resolvers: resolversOf(object), makeContext, options, isOdd: false };
  };
  const settle = (how: Settling, value: object): unknown => {
    const settled = settleValue(how, value);
    return how.isOdd ? sanitizeValue(settled, how.options) : settled;
  };
  Metadata.prototype.toJson = function (this: OpenMetadata): unknown {
    return settle(settling(this.apiObject, METADATA), membersOf(this));
  };
  ApiObject.prototype.toJson = function (this: OpenObject): unknown {
    try {
      // A Lazy in the metadata may change the rest, which is read before it, or add a resolver.
      const data = { ...this.props, metadata: this.metadata.toJson() as unknown };
      const how = settling(this as unknown as ApiObject, keepsOrder() ? UNSORTED : SORTED);
      const json = settle(how, data) as object;
      if (this.patches.length > 0) return kindFirst(JsonPatch.apply(json, ...this.patches) as object);
      return isKindFirst(json) ? json : kindFirst(json);
    } catch (error) {
      // Another cause, or none, would be another error than cdk8s's.
      // oxlint-disable-next-line preserve-caught-error, typescript/restrict-template-expressions
      throw new Error(`Failed serializing construct at path '${this.node.path}' with name '${this.name}': ${error}`);
    }
  };
};

const [SORTED, UNSORTED, METADATA] = [
  { sortKeys: true, filterEmptyArrays: false, filterEmptyObjects: false },
  { sortKeys: false, filterEmptyArrays: false, filterEmptyObjects: false },
  { sortKeys: true, filterEmptyArrays: true, filterEmptyObjects: true },
] as const satisfies readonly SettleOptions[];

/** An object with what it keeps for itself. */
interface OpenObject extends Pick<ApiObject, "name" | "node"> {
  readonly props: object;
  readonly patches: readonly JsonPatch[];
  readonly metadata: ApiObjectMetadataDefinition;
}

interface OpenMetadata {
  readonly apiObject: ApiObject;
  readonly _additionalAttributes: object;
  readonly name?: unknown;
  readonly namespace?: unknown;
  readonly annotations?: unknown;
  readonly finalizers?: unknown;
  readonly ownerReferences?: unknown;
  readonly labels?: unknown;
}

const membersOf = (metadata: OpenMetadata): object => {
  const { _additionalAttributes: more, name, namespace, annotations, finalizers, ownerReferences, labels } = metadata;
  const stated = { name, namespace, annotations, finalizers, ownerReferences, labels };
  // From an object that has lost a member, which this one has, `Object.assign` copies ten times as fast as spreading does.
  return Object.hasOwn(more, "__proto__") ? { ...more, ...stated } : Object.assign({}, more, stated);
};

/** Most objects are, by their alphabet. */
const isKindFirst = (json: object): boolean => {
  const [first, second, third] = Object.keys(json);
  return first === "apiVersion" && second === "kind" && third === "metadata";
};

const kindFirst = (json: object): object => {
  const members = json as Readonly<Record<string, unknown>>;
  const result: Record<string, unknown> = {};
  for (const name of [...FIRST, ...Object.keys(members)]) if (name in members) result[name] = members[name];
  return result;
};

const FIRST = ["apiVersion", "kind", "metadata"];

/** Since 2.67 these are the same text in every release. */
const isKnown = ({ ApiObject, Metadata, JsonPatch, sanitizeValue }: JsonParts, { resolve }: ResolveModule): boolean => {
  // oxlint-disable-next-line typescript/unbound-method -- only their texts are read
  const texts = [ApiObject.prototype.toJson, Metadata.prototype.toJson, JsonPatch.apply, sanitizeValue, resolve];
  return createHash("sha256").update(texts.join("\n")).digest("hex") === KNOWN;
};

const KNOWN = "f5085541d6b6e8207a0c4ec6b7ac265ae1fd89eee906932350515717ab881386";
