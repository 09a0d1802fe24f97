import { valueHider } from "../../synth/hide-values.ts";
import { OutputError } from "../../synth/write/output-error.ts";
import { rememberedFilledValues } from "../../workloads/filled-values.ts";
import { CommandError } from "../terminal.ts";
import { describeThrown } from "./describe-thrown.ts";
import { valuesKnownFor } from "./known-values.ts";
import { ProgramError } from "./program-error.ts";

/**
 * What is printed of an error that ends a run. Known errors are a sentence, a program's own failure keeps its stack; anything else is
 * a mistake of ours. Values of Secrets that it may quote are hidden.
 */
export const failureText = (error: unknown): string => {
  const isKnown = error instanceof CommandError || error instanceof ProgramError || error instanceof OutputError;
  const hide = valueHider([...rememberedFilledValues(), ...valuesKnownFor(error)], () => "(hidden)");
  return hide(isKnown ? error.message : describeThrown(error));
};
