/** What a program gave, for a message: nobody type-checked it, so that it may be anything. Never throws. */
export const inWords = (value: unknown): string => {
  if (value === undefined || value === null) return "none";
  if (typeof value === "string") return JSON.stringify(value);
  if (Array.isArray(value)) return value.length === 0 ? "an empty list" : `the list ${value.map(inWords).join(", ")}`;
  if (typeof value === "object") return "a mapping";
  if (typeof value === "function") return "a function";
  return typeof value === "symbol" ? "a symbol" : `${value as number | bigint | boolean}`;
};
