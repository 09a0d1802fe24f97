import { defineFinding, type FindingKind, type FindingMaker } from "../../finding/finding.ts";

/** A construct's own validation in a program of cdk8s, which the program did not catch. */
export const appValidation: FindingMaker<{ message: string }> = defineFinding({
  code: "app-validation",
  severity: "error",
  says: ({ message }) => `Cannot synthesize the app: a construct's own validation says: ${message}`,
});

/** Two objects or charts of a program of cdk8s that make one file. */
export const fileMadeTwice: FindingMaker<{ path: string }> = defineFinding({
  code: "file-made-twice",
  severity: "warning",
  says: ({ path }) =>
    `Cannot keep both of what makes ${path}: two charts of one name, or two objects of one kind and name, write it, and the last is there, ` +
    "as in cdk8s; give one of them another name, or let the app write a file or a folder for each chart",
});

/** Every finding about programs of cdk8s alone. */
export const APP_FINDINGS: readonly FindingKind<never>[] = [appValidation, fileMadeTwice];
