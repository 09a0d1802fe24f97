/**
 * Hides values wherever they stand in a text: plain, in quotes of YAML or JSON, twice too, in a URL, as base64, without blanks around
 * them, and each long line of one that has several. What is shorter than six characters is left alone: it would be found in every
 * other word (`true`, `admin`); only its base64 is hidden, which stands for nothing else.
 */
export const valueHider = (
  values: readonly Buffer[],
  shownFor: (value: Buffer) => string,
): ((text: string) => string) => {
  const shown = new Map<string, string>();
  for (const value of values) {
    for (const form of formsOf(value))
      if (form.length >= SHORTEST && !shown.has(form)) shown.set(form, shownFor(value));
  }
  const finder = formFinder([...shown.keys()]);
  return (text) => (shown.size === 0 ? text : replaceForms(text, finder, (form) => shown.get(form) ?? ""));
};

const SHORTEST = 6;
/** Of one among several lines: shorter ones of a configuration stand in others too. */
const SHORTEST_LINE = 16;

const formsOf = (value: Buffer): readonly string[] => {
  const asText = value.toString("utf8");
  // Bytes that are no text.
  if (!Buffer.from(asText).equals(value)) return encodedForms(value);
  const trimmed = asText.trim();
  const lines = trimmed.split(/\r?\n/).map((line) => line.trim());
  const texts = [asText, trimmed, ...(lines.length === 1 ? [] : lines.filter((line) => line.length >= SHORTEST_LINE))];
  return [
    ...texts.flatMap((text) => (text.trim().length < SHORTEST ? [] : writtenForms(text))),
    ...[asText, trimmed].flatMap((text) => encodedForms(Buffer.from(text))),
  ];
};

const writtenForms = (text: string): readonly string[] =>
  IS_WRITTEN_ALIKE.test(text) ? [text] : [text, ...urlForms(text)].flatMap(quotedForms);

/** No URL and no quotes write this otherwise. */
const IS_WRITTEN_ALIKE = /^[\w.-]+$/;

/** As a part of a URL, as a whole one, as a form's field, and as `url.password` writes it. */
const urlForms = (text: string): readonly string[] => [
  encodeURIComponent(text),
  encodeURI(text),
  new URLSearchParams([["", text]]).toString().slice(1),
  Object.assign(new URL("http://host"), { password: text }).password,
];

/** In quotes of JSON or YAML, and where what has them is quoted in turn. */
const quotedForms = (text: string): readonly string[] => {
  const quoted = inDoubleQuotes(text);
  return [text, quoted, inDoubleQuotes(quoted), ...[text, quoted].map((each) => each.replaceAll("'", "''"))];
};

const inDoubleQuotes = (text: string): string => JSON.stringify(text).slice(1, -1);

const encodedForms = (bytes: Buffer): readonly string[] => {
  const base64 = bytes.toString("base64");
  return [base64, base64.replace(/=+$/, ""), bytes.toString("base64url"), encodeURIComponent(base64)];
};

/** The longest form that begins at a place of a text; undefined where none does. */
type FormFinder = (text: string, at: number) => string | undefined;

/** The time that it takes does not grow with the number of forms: a run may have those of thousands of Secrets. */
const formFinder = (forms: readonly string[]): FormFinder => {
  const known = new Set(forms);
  // Most places of a text are passed by for two characters, several times as fast.
  const pairs = new Uint8Array(2 ** 16);
  for (const form of forms) pairs[pairAt(form, 0)] = 1;
  const lengths = new Map<string, number[]>();
  for (const form of forms.toSorted((a, b) => b.length - a.length)) {
    const start = form.slice(0, SHORTEST);
    const there = lengths.get(start);
    if (there === undefined) lengths.set(start, [form.length]);
    else if (there.at(-1) !== form.length) there.push(form.length);
  }
  return (text, at) => {
    if (pairs[pairAt(text, at)] === 0) return undefined;
    for (const length of lengths.get(text.slice(at, at + SHORTEST)) ?? []) {
      const form = text.slice(at, at + length);
      if (known.has(form)) return form;
    }
    return undefined;
  };
};

const pairAt = (text: string, at: number): number =>
  ((text.charCodeAt(at) << 8) ^ text.charCodeAt(at + 1)) & (2 ** 16 - 1);

/** Forms that overlap are replaced as one, by what stands for the longest: no end of another is left. */
const replaceForms = (text: string, find: FormFinder, shownFor: (form: string) => string): string => {
  const parts: string[] = [];
  let [copied, end, longest] = [0, 0, ""];
  const replace = (): void => {
    if (longest !== "") parts.push(shownFor(longest));
    copied = end;
  };
  for (let at = 0; at + SHORTEST <= text.length; at += 1) {
    const form = find(text, at);
    if (form === undefined) continue;
    if (at >= end) {
      replace();
      parts.push(text.slice(copied, at));
      longest = "";
    }
    end = Math.max(end, at + form.length);
    if (form.length > longest.length) longest = form;
  }
  replace();
  return `${parts.join("")}${text.slice(copied)}`;
};
