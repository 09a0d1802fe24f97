import type { IConstruct } from "constructs";
import type { Finding, FindingMaker, FindingValues } from "../finding/finding.ts";
import { type FactKind, factKind, stateFact } from "./fact.ts";
import { placeOf } from "./origin.ts";

/** Findings that constructs raised when they were made, as the synthesis gathers them. */
export const REPORTED: FactKind<Finding> = factKind("finding");

/** Raises a finding about a construct. The program goes on, so that one run shows all that is wrong. */
export const report = <V extends FindingValues>(construct: IConstruct, kind: FindingMaker<V>, values: V): void =>
  stateFact(construct, REPORTED, kind(placeOf(construct), values));
