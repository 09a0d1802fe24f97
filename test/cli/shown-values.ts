/** The values that a text shows, plain or as base64. */
export const valuesShownIn = (text: string, values: readonly string[]): readonly string[] =>
  values.filter((value) => text.includes(value) || text.includes(Buffer.from(value).toString("base64")));
