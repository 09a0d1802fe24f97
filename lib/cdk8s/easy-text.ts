/** Tells text on one line that every release of the `yaml` package writes plain, as a value and as a key. */
export const isEasyText = (text: string): boolean => {
  if (STARTS_WITH_LETTER.test(text)) return true;
  if (STARTS_WITH_DIGIT.test(text)) return NO_NUMBER.test(text) && !LIKE_A_DATE.test(text);
  return LONG_FLAG.test(text);
};

/** Tells text that every release puts in double quotes, as a value: plain it would be a number, a boolean or nothing. */
export const isEasyToQuote = (text: string): boolean => NEEDS_QUOTES.test(text);

/** Text of several lines as a literal block with its content at `indent`; undefined where a rule beyond the common ones applies. */
export const tryEasyBlock = (text: string, indent: string): string | undefined => {
  if (!EASY_BLOCK.test(text) || NOT_PRINTABLE.test(text)) return undefined;
  const isClipped = text.endsWith("\n");
  const body = isClipped ? text.slice(0, -1) : text;
  return `${isClipped ? "|" : "|-"}\n${indent}${body.replace(LINE_ENDS, `$&${indent}`)}`;
};

/**
 * Printable ASCII that begins with a letter, a slash or an underscore and ends with neither a blank, a colon nor a dash,
 * without ": " and " #"; no word of YAML 1.1, and no exponent alone.
 */
const STARTS_WITH_LETTER =
  /^(?!(?:y|n|yes|no|on|off|true|false|null|e[-+]?[0-9]+)$)[a-z/_](?:[!-9;-~]|:(?=[!-~])| (?=[!"$-~]))*(?<!-)$/i;
const STARTS_WITH_DIGIT = /^[0-9](?:[A-Za-z0-9._/-]*[A-Za-z0-9._/])?$/;
/** A letter that stands in no number of YAML 1.1 (0x…, 1e5, .inf) and in no timestamp (T, Z); or dots, as in an address. */
const NO_NUMBER = /[G-HJ-MO-SU-WYg-hj-mo-su-wy]|^[0-9]+(?:\.[0-9]+){2,}$/;
const LIKE_A_DATE = /^[0-9]+-/;
const LONG_FLAG = /^--[a-z](?:[A-Za-z0-9._/=,-]*[A-Za-z0-9._/=,])?$/;
const NEEDS_QUOTES = /^(?:[0-9]+(?:\.[0-9]+)?|true|false)?$/;

/** Begins with neither a blank nor a line end, and ends with at most one line end and no blank. */
const EASY_BLOCK = /^[^\s][^]*\n[^]*[^\s]\n?$|^[^\s](?:[^\n]*[^\s])?\n$/;
/** Control characters, and halves of surrogate pairs. */
// oxlint-disable-next-line no-control-regex -- they are what is looked for
const NOT_PRINTABLE = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u{d800}-\u{dfff}]/u;
const LINE_ENDS = /\n+/g;
