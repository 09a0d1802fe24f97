/** Writes a string on one line: plain where no reader can take it for something else, else in double quotes. */
export const emitPlainOrQuoted = (text: string): string => (isPlain(text) ? text : quote(text));

/** True for text that a quoted scalar would have to escape, and that a block scalar cannot hold. */
export const hasSpecial = (text: string): boolean => SPECIAL.test(text);

const isPlain = (text: string): boolean => {
  if (STARTS_WITH_LETTER.test(text)) return !RESERVED_WORD.test(text);
  if (STARTS_WITH_DIGIT.test(text)) return NO_NUMBER.test(text) && !LIKE_A_DATE.test(text);
  return LONG_FLAG.test(text);
};

const quote = (text: string): string =>
  JSON.stringify(text).replace(SPECIAL_AFTER_JSON, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, "0")}`);

/**
 * Plain text: printable ASCII whose first character is a letter, a slash or an underscore, without ": " and " #",
 * and which ends in neither a blank nor a colon.
 */
const STARTS_WITH_LETTER = /^[A-Za-z/_](?:[!-9;-~]|:(?=[!-~])| (?=[!"$-~]))*$/;
const STARTS_WITH_DIGIT = /^[0-9][A-Za-z0-9._/-]*$/;
/** A letter that stands in no number of YAML 1.1 or 1.2 (0x…, 0o…, 1e5) and in no timestamp (T, Z). */
const NO_NUMBER = /[G-NP-SU-WYg-np-su-wy]/;
const LIKE_A_DATE = /^[0-9]+-/;
const LONG_FLAG = /^--[a-z][A-Za-z0-9._/=,-]*$/;
/** Booleans and nulls of YAML 1.1 in any spelling, and `e1` or `e-1`, which one reader takes for a number. */
const RESERVED_WORD = /^(?:y|n|yes|no|on|off|true|false|null|e[-+]?[0-9]+)$/i;

/* biome-ignore format: one class a line */
const NOT_PRINTABLE = "\\u0000-\\u0008\\u000b-\\u001f\\u007f-\\u009f\\u2028\\u2029\\ufeff\\ufffe\\uffff";
/** Control characters, line ends of YAML 1.1, byte order marks and halves of surrogate pairs. */
const SPECIAL = new RegExp(
  `[${NOT_PRINTABLE}]|[\\ud800-\\udbff](?![\\udc00-\\udfff])|(?<![\\ud800-\\udbff])[\\udc00-\\udfff]`,
);
/** JSON.stringify has escaped the rest. */
const SPECIAL_AFTER_JSON = /[\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff]/g;
