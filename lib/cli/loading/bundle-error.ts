import { ProgramError } from "../failures/program-error.ts";
import type { Footprint } from "./footprint.ts";

/** A program that cannot be bundled, and what it was made of as far as the bundler came. */
export class BundleError extends ProgramError {
  readonly footprint: Footprint;

  constructor(message: string, { footprint, cause }: { readonly footprint: Footprint; readonly cause: unknown }) {
    super(message, { cause });
    this.footprint = footprint;
  }
}
