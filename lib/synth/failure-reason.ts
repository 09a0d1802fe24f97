import { isRefusal } from "../tree/refusal.ts";

/**
 * What the code of an object, or of a chart with objects of these kinds, said when it failed. Where one may be a Secret, only the
 * name of the error: patches and resolvers of other libraries put the whole object, or the value that they stumbled over, into
 * their messages.
 */
export const failureReason = (kinds: readonly string[], error: unknown): string => {
  const reason = error instanceof Error ? error.message : String(error);
  if (isRefusal(error) || !kinds.some((kind) => HOLDS_VALUES.test(kind))) return reason;
  const name = error instanceof Error ? error.name : typeof error;
  return `(${name}, whose text is not shown, since it may hold a value; call toJson() yourself to read it)`;
};

/** A Secret, what others call one (SopsSecret, ExternalSecret), and a List that may hold some. */
const HOLDS_VALUES = /Secret|^List$/;
