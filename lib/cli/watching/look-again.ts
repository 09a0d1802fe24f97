/** Milliseconds from a look to the next where nobody tells of changes: looking takes a twentieth of a processor at most. */
export const lookAgainIn = (tookMilliseconds: number): number => Math.max(SOON, 20 * tookMilliseconds);

/** Milliseconds. */
const SOON = 300;
