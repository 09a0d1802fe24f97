import { hasSpecial } from "./emit-scalar.ts";

/**
 * Writes text of several lines as a literal block (`|`), with its header and every line at `indent`, but for the last line's end.
 * Returns undefined for text that no block can hold: then the caller quotes it.
 */
export const emitBlockScalar = (text: string, indent: string): string | undefined => {
  if (!text.includes("\n") || hasSpecial(text) || ONLY_BLANK.test(text)) return undefined;
  return `|${indentation(text)}${chomping(text)}\n${indented(text, indent)}`;
};

/** A first line that begins with a blank would be taken for deeper indentation. */
const indentation = (text: string): string => (STARTS_BLANK.test(text) ? "2" : "");

const chomping = (text: string): string => {
  if (!text.endsWith("\n")) return "-";
  return text.endsWith("\n\n") ? "+" : "";
};

const indented = (text: string, indent: string): string => {
  const body = text.endsWith("\n") ? text.slice(0, -1) : text;
  return body
    .split("\n")
    .map((line) => (line === "" ? "" : indent + line))
    .join("\n");
};

const STARTS_BLANK = /^\n*[ \t]/;
const ONLY_BLANK = /^[ \t\n]*$/;
