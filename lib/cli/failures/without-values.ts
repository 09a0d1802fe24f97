import { failedObjectOf } from "../../cdk8s/ask-object.ts";
import { failureReason } from "../../synth/failure-reason.ts";
import { ProgramError } from "./program-error.ts";

/** An error as it may be printed: what an object that may be a Secret threw can have its values in it. */
export const withoutValues = (program: string, error: Error): Error => {
  const failed = failedObjectOf(error);
  if (failed === undefined) return error;
  const reason = failureReason([failed.kind], error);
  if (reason === error.message) return error;
  return new ProgramError(`Cannot synthesize ${program}: ${failed.path} (${failed.kind}) failed: ${reason}`);
};
