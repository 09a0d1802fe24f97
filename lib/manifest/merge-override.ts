import { type ListKey, type Member, tryFindMember, typeOfKind } from "../schema/index.ts";

/**
 * An object with an override merged in: members merge, `null` deletes, lists merge by the API's list-map keys with their
 * defaults filled in, sets are united, other lists are replaced. Neither argument is changed. Of a kind that Kubernetes
 * does not ship, every list is replaced. Throws for an element without its keys, and for one to delete that is not there.
 */
export const mergeOverride = (
  kind: { readonly apiVersion: string; readonly kind: string },
  object: object,
  override: object,
): object => mergeMapping(typeOfKind(kind.apiVersion, kind.kind), object, override);

type Mapping = Readonly<Record<string, unknown>>;

const mergeMapping = (type: string | undefined, object: object, override: object): Mapping => {
  const merged: Record<string, unknown> = { ...object };
  for (const [name, change] of Object.entries(override)) {
    if (change === undefined || name === "$patch") continue;
    if (change === null) delete merged[name];
    else merged[name] = mergeMember(memberOf(type, name), merged[name], change);
  }
  return merged;
};

/** What a member holds; the values of a map (`{}string`) are members too. */
const memberOf = (type: string | undefined, name: string): Member | undefined =>
  type === undefined ? undefined : tryFindMember(type, name);

const mergeMember = (member: Member | undefined, value: unknown, change: unknown): unknown => {
  if (Array.isArray(change))
    return mergeList(member, Array.isArray(value) ? (value as readonly unknown[]) : [], change);
  if (!isMapping(change)) return change;
  const below = member === undefined || member.isMap ? undefined : member.type;
  return mergeMapping(below, isMapping(value) ? value : {}, change);
};

const mergeList = (member: Member | undefined, list: readonly unknown[], changes: readonly unknown[]): unknown => {
  if (member?.list === "set") return [...new Set([...list, ...changes])];
  const { keys } = member ?? {};
  if (member?.list !== "map" || keys === undefined) return changes.map((change) => withoutNulls(member?.type, change));
  return changes.reduce<readonly unknown[]>(
    (merged, change) => mergeElement(merged, change, { ...member, keys }),
    list,
  );
};

const mergeElement = (
  list: readonly unknown[],
  change: unknown,
  { type, keys }: { readonly type: string; readonly keys: readonly ListKey[] },
): readonly unknown[] => {
  if (!isMapping(change)) return [...list, change];
  const missing = keys.find((key) => change[key.name] === undefined && key.default === undefined);
  if (missing !== undefined) {
    throw new TypeError(
      `Cannot override an element of a list: found no ${missing.name} in ${JSON.stringify(change)}; its elements are told apart by ` +
        `${keys.map(({ name }) => name).join(" and ")}, which must be stated`,
    );
  }
  const at = list.findIndex((element) => isMapping(element) && hasSameKeys(element, change, keys));
  if (change["$patch"] === "delete") {
    if (at >= 0) return list.filter((_, index) => index !== at);
    throw new TypeError(`Cannot delete ${JSON.stringify(change)} from a list: it has no such element`);
  }
  if (at < 0) return [...list, mergeMapping(type, {}, change)];
  return list.map((element, index) => (index === at ? mergeMapping(type, element as object, change) : element));
};

const hasSameKeys = (a: Mapping, b: Mapping, keys: readonly ListKey[]): boolean =>
  keys.every((key) => (a[key.name] ?? key.default) === (b[key.name] ?? key.default));

const withoutNulls = (type: string | undefined, change: unknown): unknown =>
  isMapping(change) ? mergeMapping(type, {}, change) : change;

/** Plain data alone: a `Lazy` or a token is a value. */
const isMapping = (value: unknown): value is Mapping => {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || prototype === Object.prototype;
};
