import { type Api, type ApiKind, type ApiType, fieldOf } from "../schema/api.ts";

/** Names of all types that somebody can write: what kinds reach, without what only the server fills in. */
export const typesReached = (api: Api): ReadonlySet<string> => {
  const reached = new Set<string>();
  const reach = (name: string): void => {
    const type = api.types[name];
    if (type === undefined || reached.has(name)) return;
    reached.add(name);
    for (const field of writableFields(type)) typesIn(fieldOf(type, field)?.type ?? "").forEach(reach);
  };
  for (const kind of api.kinds) reach(kindTypeName(kind));
  return reached;
};

/** The name of a kind's type: `core/v1.Pod`. */
export const kindTypeName = ({ apiVersion, kind }: ApiKind): string =>
  `${apiVersion.includes("/") ? apiVersion : `core/${apiVersion}`}.${kind}`;

/** Tells whether a type is that of a kind: it has the members that every object has. */
export const isKindType = (type: ApiType): boolean => "apiVersion" in type.fields && "metadata" in type.fields;

/** Fields that one writes: a kind's are all but its type, which its class knows, and its status, which the server fills in. */
export const writableFields = (type: ApiType): readonly string[] => {
  const names = Object.keys(type.fields);
  return isKindType(type) ? names.filter((name) => !SERVERS_OWN.has(name)) : names;
};

/** The object types in an expression. */
export const typesIn = (expression: string): readonly string[] => {
  const at = expression.indexOf("@");
  if (at >= 0) return [expression.slice(at + 1)];
  return expression.includes("schema-or-") ? [JSON_SCHEMA] : [];
};

/** What the unions of CustomResourceDefinitions are made of. */
export const JSON_SCHEMA = "apiextensions.k8s.io/v1.JSONSchemaProps";

const SERVERS_OWN = new Set(["apiVersion", "kind", "status"]);
