import { isSubdomain } from "./address.ts";

/** What a label's value and the last part of its key hold, in words. */
export const LABEL_NAME =
  "at most 63 letters, digits, dashes, underscores and dots, beginning and ending with a letter or a digit";

/** Tells a value that the API server takes for a label. */
export const isLabelValue = (value: unknown): boolean =>
  typeof value === "string" && /^(?:[A-Za-z0-9](?:[-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?)?$/.test(value);

/** Tells a key that the API server takes for a label: `example.com/disk`. */
export const isQualifiedName = (key: unknown): boolean => {
  if (typeof key !== "string") return false;
  const [name = "", prefix, ...rest] = key.split("/").toReversed();
  return rest.length === 0 && name !== "" && isLabelValue(name) && (prefix === undefined || isSubdomain(prefix));
};
