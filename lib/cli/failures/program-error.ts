/** A program that cannot be loaded, for a reason that its author can do something about: the message says all. */
export class ProgramError extends Error {
  override readonly name = "ProgramError";
}
