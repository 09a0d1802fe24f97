import type { Finding, FindingKind } from "../finding/finding.ts";
import { apiNotServed, checkApiServed } from "./api-not-served.ts";
import { backendPortMissing, checkBackendPorts } from "./backend-port-missing.ts";
import { claimShared } from "./claim-shared.ts";
import { directoryClaimedTwice } from "./directory-claimed-twice.ts";
import { checkDuplicates, duplicateIdentity } from "./duplicate-identity.ts";
import { exportLocksOut, exportUnmounted, exportWithoutClients } from "./export-clients.ts";
import { checkHosts, hostClaimedTwice } from "./host-claimed-twice.ts";
import { identityLost, identityMoved } from "./identity-guard.ts";
import { indexCluster } from "./index-cluster.ts";
import { checkKeys, keyMissing } from "./key-missing.ts";
import { checkNamespaces, namespaceMissing } from "./namespace-missing.ts";
import { checkNodePorts, nodePortRange } from "./node-port-range.ts";
import { checkDistinctNodePorts, nodePortTwice } from "./node-port-twice.ts";
import { checkObjectNames, objectName } from "./object-name.ts";
import { checkSharedVolumes, replicasShareVolume } from "./replicas-share-volume.ts";
import type { ClusterToCheck, Rule } from "./rule.ts";
import { tablesShared } from "./tables-shared.ts";

/** Runs every rule over a cluster. */
export const checkCluster = (cluster: ClusterToCheck): readonly Finding[] => {
  const indexed = indexCluster(cluster);
  return RULES.flatMap((rule) => rule(indexed));
};

const RULES: readonly Rule[] = [
  checkDuplicates,
  checkNamespaces,
  checkApiServed,
  checkObjectNames,
  checkNodePorts,
  checkDistinctNodePorts,
  checkHosts,
  checkSharedVolumes,
  checkKeys,
  checkBackendPorts,
];

/** Every finding of the rules. */
export const RULE_FINDINGS: readonly FindingKind<never>[] = [
  apiNotServed,
  backendPortMissing,
  claimShared,
  directoryClaimedTwice,
  duplicateIdentity,
  exportLocksOut,
  exportUnmounted,
  exportWithoutClients,
  hostClaimedTwice,
  identityLost,
  identityMoved,
  keyMissing,
  namespaceMissing,
  nodePortRange,
  nodePortTwice,
  objectName,
  replicasShareVolume,
  tablesShared,
];
