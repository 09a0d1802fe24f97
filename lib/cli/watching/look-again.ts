/** Milliseconds from a look to the next where nobody tells of changes: looking takes a twentieth of a processor at most. */
export const lookAgainIn = (tookMs: number): number => Math.max(SOON_MS, 20 * tookMs);

const SOON_MS = 300;
