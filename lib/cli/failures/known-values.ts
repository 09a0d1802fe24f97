/** Values of Secrets that errors may quote, for whoever prints them. */
const KNOWN = new WeakMap<Error, () => readonly Buffer[]>();

/** Lets whoever prints an error know values of Secrets that it may quote; they are asked for only then. Gives the error. */
export const withKnownValues = (error: Error, values: () => readonly Buffer[]): Error => {
  KNOWN.set(error, values);
  return error;
};

/** The values of Secrets that an error may quote, as far as somebody said so. */
export const valuesKnownFor = (error: unknown): readonly Buffer[] =>
  error instanceof Error ? (KNOWN.get(error)?.() ?? []) : [];
