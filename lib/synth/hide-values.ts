/**
 * Hides values wherever they stand in a text: plain, in quotes of YAML or JSON, as base64, without blanks around them, and each long
 * line of one that has several. What is shorter than six characters is left alone: it would be found in every other word.
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
  // One value may be a part of another.
  const longestFirst = [...shown].toSorted(([a], [b]) => b.length - a.length);
  return (text) => longestFirst.reduce((left, [form, instead]) => left.replaceAll(form, () => instead), text);
};

const SHORTEST = 6;
/** Of one among several lines: shorter ones of a configuration stand in others too. */
const SHORTEST_LINE = 16;

const formsOf = (value: Buffer): readonly string[] => {
  const asText = value.toString("utf8");
  // Bytes that are no text.
  if (asText.includes("\uFFFD")) return [value.toString("base64")];
  const trimmed = asText.trim();
  const lines = trimmed.split(/\r?\n/).map((line) => line.trim());
  const texts = [asText, trimmed, ...(lines.length === 1 ? [] : lines.filter((line) => line.length >= SHORTEST_LINE))];
  return [
    ...texts.flatMap((text) => [text, JSON.stringify(text).slice(1, -1), text.replaceAll("'", "''")]),
    ...[asText, trimmed].map((text) => Buffer.from(text).toString("base64")),
  ];
};
