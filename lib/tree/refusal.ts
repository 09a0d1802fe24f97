/** Marks an error of ours, whose words hold no value of what it refuses; a global symbol, since two copies of kumiki may meet in a tree. */
const REFUSAL = Symbol.for("kumiki.refusal");

/** An error that says what kind of thing was found and where, and never the thing itself. */
export const refusal = (message: string): TypeError =>
  Object.defineProperty(new TypeError(message), REFUSAL, { value: true });

/** Tells whether an error's message may be shown, whatever it is about. */
export const isRefusal = (error: unknown): boolean => typeof error === "object" && error !== null && REFUSAL in error;
