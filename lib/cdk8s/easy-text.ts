/** Tells text on one line that every release of the `yaml` package writes plain, as a value and as a key. */
export const isEasyText = (text: string): boolean => {
  if (STARTS_WITH_LETTER.test(text)) return !RESERVED_WORD.test(text);
  return STARTS_WITH_DIGIT.test(text) && NO_NUMBER.test(text) && !LIKE_A_DATE.test(text);
};

/** Text of several lines as a literal block with its content at `indent`; undefined where a rule beyond the common ones applies. */
export const tryEasyBlock = (text: string, indent: string): string | undefined => {
  if (!EASY_BLOCK.test(text) || NOT_PRINTABLE.test(text)) return undefined;
  const isClipped = text.endsWith("\n");
  const body = isClipped ? text.slice(0, -1) : text;
  return `${isClipped ? "|" : "|-"}\n${indent}${body.replace(LINE_ENDS, `$&${indent}`)}`;
};

/**
 * Printable ASCII that begins with a letter, a slash or an underscore and ends with neither a blank, a colon nor a dash,
 * without ": " and " #".
 */
const STARTS_WITH_LETTER = /^[A-Za-z/_](?:[!-9;-~]|:(?=[!-~])| (?=[!"$-~]))*(?<!-)$/;
const STARTS_WITH_DIGIT = /^[0-9](?:[A-Za-z0-9._/-]*[A-Za-z0-9._/])?$/;
/** A letter that stands in no number of YAML 1.1 (0x…, 1e5, .inf) and in no timestamp (T, Z). */
const NO_NUMBER = /[G-HJ-MO-SU-WYg-hj-mo-su-wy]/;
const LIKE_A_DATE = /^[0-9]+-/;
const RESERVED_WORD = /^(?:y|n|yes|no|on|off|true|false|null|e[-+]?[0-9]+)$/i;

/** Begins with neither a blank nor a line end, and ends with at most one line end and no blank. */
const EASY_BLOCK = /^[^\s][^]*\n[^]*[^\s]\n?$|^[^\s](?:[^\n]*[^\s])?\n$/;
/** Control characters, and halves of surrogate pairs. */
// oxlint-disable-next-line no-control-regex -- they are what is looked for
const NOT_PRINTABLE = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u{d800}-\u{dfff}]/u;
const LINE_ENDS = /\n+/g;
