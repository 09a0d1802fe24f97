import type { IConstruct } from "constructs";
import { FILLED } from "../cluster/facts.ts";
import { gatherFacts } from "../tree/fact.ts";
import { walkTree } from "../tree/walk.ts";

/** The values of Secrets that a program asked for by name. */
export const filledValuesOf = (project: IConstruct): readonly Buffer[] =>
  gatherFacts(walkTree(project).constructs)
    .of(FILLED)
    .flatMap(({ value }) => value.map((bytes) => Buffer.from(bytes)));
