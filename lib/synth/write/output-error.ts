/** The disk refused; says what was attempted, and that nothing was changed. */
export class OutputError extends Error {}
