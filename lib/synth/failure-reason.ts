import { isRefusal } from "../tree/refusal.ts";

/**
 * What the code of an object, or of a chart with objects of these kinds, said when it failed. Of what may be a Secret only the kind of error: patches and resolvers of other
 * libraries put the whole object, or the value that they stumbled over, into their messages.
 */
export const failureReason = (kinds: readonly string[], error: unknown): string => {
  const reason = error instanceof Error ? error.message : String(error);
  if (isRefusal(error) || !kinds.some((kind) => HOLDS_VALUES.has(kind))) return reason;
  const name = error instanceof Error ? error.name : typeof error;
  return `(${name}, whose text is not shown, since it may hold a value; call toJson() yourself to read it)`;
};

const HOLDS_VALUES = new Set(["Secret", "SecretList", "List"]);
