/** A text, or what stands in for something else that a program gave, which is found where it matters. */
export const textOr = (given: unknown, instead: string): string => (typeof given === "string" ? given : instead);
