import type { IConstruct } from "constructs";
import { type FactKind, factKind, stateFact } from "./fact.ts";

/** A finding that the program means to live with, below a construct. */
export interface AcknowledgedCode {
  readonly code: string;
  readonly reason: string;
}

/** Acknowledgements, as the synthesis gathers them. */
export const ACKNOWLEDGED: FactKind<AcknowledgedCode> = factKind("acknowledged");

/**
 * Settles every finding with this code about the construct and what stands below it. The reason is shown in reports and
 * written to the inventory; one that is empty is a finding. So is an acknowledgement that settles nothing: none outlives
 * its cause.
 */
export const acknowledge = (construct: IConstruct, code: string, reason: string): void =>
  stateFact(construct, ACKNOWLEDGED, { code, reason });
