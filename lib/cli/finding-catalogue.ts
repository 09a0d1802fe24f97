import { RULE_FINDINGS } from "../check/check-cluster.ts";
import { CLUSTER_FINDINGS } from "../cluster/cluster-findings.ts";
import type { FindingKind } from "../finding/finding.ts";
import { INVENTORY_FINDINGS } from "../inventory/inventory-findings.ts";
import { HOST_FINDINGS } from "../provisioners/hosts/host-findings.ts";
import { RKE_FINDINGS } from "../provisioners/rke/rke-findings.ts";
import { SYNTH_FINDINGS } from "../synth/synth-findings.ts";
import { OUTPUT_FINDINGS } from "../synth/write/output-findings.ts";
import { WORKLOAD_FINDINGS } from "../workloads/workload-findings.ts";
import { APP_FINDINGS } from "./apps/app-findings.ts";
import { VALIDATION_FINDINGS } from "./validations/validation-findings.ts";

/** Every kind of finding that there is, in the order of the codes: docs/findings.md has a section for each. */
export const FINDING_CATALOGUE: readonly FindingKind<never>[] = [
  ...APP_FINDINGS,
  ...CLUSTER_FINDINGS,
  ...HOST_FINDINGS,
  ...INVENTORY_FINDINGS,
  ...OUTPUT_FINDINGS,
  ...RKE_FINDINGS,
  ...RULE_FINDINGS,
  ...SYNTH_FINDINGS,
  ...VALIDATION_FINDINGS,
  ...WORKLOAD_FINDINGS,
].toSorted((a, b) => (a.code < b.code ? -1 : 1));
