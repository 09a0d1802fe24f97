import { type ApiField, type ApiType, fieldOf, readApi, type TypeExpression } from "./api.ts";

/** What a member of an object holds, for whoever walks an object beside its type. */
export interface Member {
  /** Of the member itself, or of a list's or a map's elements. */
  readonly type: TypeExpression;
  readonly list?: "map" | "set" | "atomic";
  /** What tells elements of a list apart, with the value that the server fills in. */
  readonly keys?: readonly ListKey[];
  readonly isMap: boolean;
}

/** A key of a list's elements. */
export interface ListKey {
  readonly name: string;
  readonly default?: string | number | boolean;
}

/** The type of a kind's objects; undefined for a kind that Kubernetes does not ship. */
export const typeOfKind = (apiVersion: string, kind: string): TypeExpression | undefined => {
  const name = `${apiVersion.includes("/") ? apiVersion : `core/${apiVersion}`}.${kind}`;
  return tryFindType(`@${name}`) === undefined ? undefined : `@${name}`;
};

/** An object type by its expression; undefined for a scalar. */
const tryFindType = (expression: TypeExpression): ApiType | undefined => {
  const { types } = readApi();
  const name = expression.slice(1);
  return expression.startsWith("@") && Object.hasOwn(types, name) ? types[name] : undefined;
};

/** A member of a type; undefined where the type or the member is not known. */
export const tryFindMember = (expression: TypeExpression, name: string): Member | undefined => {
  const type = tryFindType(expression);
  const field = type === undefined ? undefined : fieldOf(type, name);
  return field === undefined ? undefined : memberOf(field);
};

const memberOf = (field: ApiField): Member => {
  const held = field.type.replace(/^(\[\]|\{\})/, "");
  return {
    type: held,
    isMap: field.type.startsWith("{}"),
    ...(field.list === undefined ? {} : { list: field.list }),
    ...(field.keys === undefined ? {} : { keys: field.keys.map((name) => keyOf(held, name)) }),
  };
};

const keyOf = (element: TypeExpression, name: string): ListKey => {
  const type = tryFindType(element);
  const field = type === undefined ? undefined : fieldOf(type, name);
  return field?.default === undefined || field.required === true ? { name } : { name, default: field.default };
};
