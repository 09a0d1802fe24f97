import { type Finding, isError } from "../finding/finding.ts";
import { describeFinding } from "./describe-finding.ts";

/** Throws with every error among findings, for callers that have no command line to say them. */
export const throwErrors = (findings: readonly Finding[]): void => {
  const errors = findings.filter(isError);
  if (errors.length > 0) throw new Error(errors.map((finding) => describeFinding(finding)).join("\n"));
};
