import type { IConstruct } from "constructs";
import { inWords } from "../finding/in-words.ts";
import { isSubdomain } from "../inventory/address.ts";
import { report } from "../tree/report.ts";
import { formerName, namespaceName } from "./cluster-findings.ts";

/** Finds a former name that nothing can have had. The run-book has commands that take away what is called so. */
export const checkFormerName = (construct: IConstruct, former: unknown): void => {
  if (former !== undefined && !isSubdomain(former)) report(construct, formerName, { found: inWords(former) });
};

/** Finds the name of a namespace that nothing here makes: of one that is made, the object has it. */
export const checkNamespaceName = (construct: IConstruct, name: unknown): void => {
  if (!isSubdomain(name) || name.includes(".") || name.length > 63)
    report(construct, namespaceName, { found: inWords(name) });
};
