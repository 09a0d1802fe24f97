import { defineFinding, type FindingKind, type FindingMaker } from "../finding/finding.ts";

/** A cluster without machines. */
export const clusterOfNoMachines: FindingMaker<{ cluster: string }> = defineFinding({
  code: "cluster-without-machines",
  severity: "error",
  says: ({ cluster }) => `Cannot make cluster "${cluster}": found no machines; state at least one under nodes`,
});

/** A machine whose roles must be stated. */
export const rolesNotStated: FindingMaker<{ cluster: string; machine: string; machines: number }> = defineFinding({
  code: "machine-roles-not-stated",
  severity: "error",
  says: ({ cluster, machine, machines }) =>
    `Cannot give machine "${machine}" of cluster "${cluster}" its roles: found none among ${machines} machines; ` +
    "they may be left out only of all machines of a cluster of one or three; state roles: controlplane, etcd, worker",
});

/** A name of before that nothing can have had. */
export const formerName: FindingMaker<{ found: string }> = defineFinding({
  code: "former-name",
  severity: "error",
  says: ({ found }) =>
    `Cannot take over from ${found}: allowed as renamedFrom are lower-case letters, digits, dashes and dots, at most 253 of them; ` +
    "state the name that it had",
});

/** A namespace that no cluster has. */
export const namespaceName: FindingMaker<{ found: string }> = defineFinding({
  code: "namespace-name",
  severity: "error",
  says: ({ found }) =>
    `Cannot place objects in namespace ${found}: allowed are lower-case letters, digits and dashes, beginning and ending with a letter or a digit, at most 63 of them`,
});

/** A value that a prop does not take. */
export const propValue: FindingMaker<Record<"prop" | "found" | "allowed", string>> = defineFinding({
  code: "prop-value",
  severity: "error",
  says: ({ prop, found, allowed }) => `Cannot take ${prop}: found ${found}; allowed is ${allowed}`,
});

/** Every finding that a cluster's constructs raise. */
export const CLUSTER_FINDINGS: readonly FindingKind<never>[] = [
  clusterOfNoMachines,
  formerName,
  namespaceName,
  propValue,
  rolesNotStated,
];
