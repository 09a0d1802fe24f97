import { defineFinding, type FindingKind, type FindingMaker } from "../finding/finding.ts";

/** A reference to something of another kind. */
export const referenceKind: FindingMaker<{ prop: string; found: string; kind: string }> = defineFinding({
  code: "reference-kind",
  severity: "error",
  says: ({ prop, found, kind }) =>
    `Cannot take ${prop}: found ${found}; allowed are the name of a ${kind}, also of one that an operator makes, or the construct of any library that is one`,
});

/** A reference to something that the one who refers does not see. */
export const referenceElsewhere: FindingMaker<{ prop: string; found: string; place: string; here: string }> =
  defineFinding({
    code: "reference-elsewhere",
    severity: "error",
    says: ({ prop, found, place, here }) =>
      `Cannot take ${prop} from ${place}: ${found} stands there, and what names it in ${here}; Kubernetes looks for the name in the namespace of ` +
      "the one who names it; make it there, or state its name alone where the cluster has another one",
  });

/** A reference by a name that nothing can have. */
export const referenceName: FindingMaker<{ prop: string; found: string; kind: string }> = defineFinding({
  code: "reference-name",
  severity: "error",
  says: ({ prop, found, kind }) =>
    `Cannot take ${prop} for the name of a ${kind}: found ${found}; allowed are lower-case letters, digits, dashes and dots, at most 253 of them`,
});

/** A key that no Secret and no ConfigMap can have. */
export const keyInvalid: FindingMaker<{ holder: string; key: string }> = defineFinding({
  code: "key-invalid",
  severity: "error",
  says: ({ holder, key }) =>
    `Cannot take key ${key} of ${holder}: allowed are letters, digits, dashes, underscores and dots, at most 253 of them`,
});

/** A variable that a workload cannot be given. */
export const environmentName: FindingMaker<{ variable: string; found: string }> = defineFinding({
  code: "environment-name",
  severity: "error",
  says: ({ variable, found }) =>
    `Cannot set the variable ${JSON.stringify(variable)}: it is ${found}; allowed are names of letters, digits and underscores, and for ` +
    "what a workload sets itself the prop that it comes from",
});

/** A Secret that the cluster's script cannot make, or with which it would run something else. */
export const requiredSecret: FindingMaker<Record<"secret" | "what" | "found" | "allowed", string>> = defineFinding({
  code: "required-secret",
  severity: "error",
  says: ({ secret, what, found, allowed }) =>
    `Cannot let secrets.sh make Secret ${secret}: found ${found} as its ${what}; allowed is ${allowed}`,
});

/** A Secret that the cluster's script would not make as it was asked to, or that is replaced behind it. */
export const secretMadeTwice: FindingMaker<Record<"secret" | "other" | "found", string>> = defineFinding({
  code: "secret-made-twice",
  severity: "error",
  says: ({ secret, other, found }) =>
    `Cannot let secrets.sh make Secret ${secret}: ${other} ${found}; hand one RequiredSecret to all that need it, or give one another name`,
});

/** A value that there is none of. */
export const secretSource: FindingMaker<Record<"key" | "secret" | "source" | "found", string>> = defineFinding({
  code: "secret-source",
  severity: "error",
  says: ({ key, secret, source, found }) =>
    `Cannot fill key ${JSON.stringify(key)} of Secret "${secret}" from ${source}: found ${found}; set it where kumiki runs, or take the key out`,
});

/** Values that everybody reads who reads the output. */
export const secretInOutput: FindingMaker<{ secret: string; sources: string }> = defineFinding({
  code: "secret-in-output",
  severity: "warning",
  says: ({ secret, sources }) =>
    `Cannot keep Secret "${secret}" secret: its values (${sources}) stand in its manifest, readable to whoever reads the output; encrypt ` +
    "that file in git or keep the output out of it, and acknowledge it, or let secrets.sh make the Secret (RequiredSecret)",
});

/** Every finding about references and about what they lead to. */
export const REFERENCE_FINDINGS: readonly FindingKind<never>[] = [
  environmentName,
  keyInvalid,
  referenceElsewhere,
  referenceKind,
  referenceName,
  requiredSecret,
  secretInOutput,
  secretMadeTwice,
  secretSource,
];
