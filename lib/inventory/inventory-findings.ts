import { defineFinding, type FindingKind, type FindingMaker } from "../finding/finding.ts";

/** An address that no reader takes as it was meant. */
export const machineAddress: FindingMaker<{ machine: string; what: "address" | "internal address"; found: string }> =
  defineFinding({
    code: "machine-address",
    severity: "error",
    says: ({ machine, what, found }) =>
      `Cannot reach machine "${machine}" by its ${what}: found ${found}; allowed is an IP address that others reach it by, ` +
      `such as 203.0.113.11, without leading zeros, blanks, letters or a zone${what === "address" ? ", or a host name" : ""}`,
  });

/** A name that no Kubernetes node can have. */
export const machineName: FindingMaker<{ machine: string }> = defineFinding({
  code: "machine-name",
  severity: "error",
  says: ({ machine }) =>
    `Cannot name a machine "${machine}": allowed are lower-case letters, digits, dashes and dots, beginning and ending with a letter or a digit, at most 253 of them`,
});

/** Two machines that are one. */
export const machineTwice: FindingMaker<{ machine: string; other: string; what: string; found: string }> =
  defineFinding({
    code: "machine-twice",
    severity: "error",
    says: ({ machine, other, what, found }) =>
      `Cannot add machine "${machine}": its ${what} ${found} is that of "${other}" too; every machine has its own`,
  });

/** Roles that make no cluster. */
export const machineRoles: FindingMaker<{ machine: string; found: string }> = defineFinding({
  code: "machine-roles",
  severity: "error",
  says: ({ machine, found }) =>
    `Cannot give machine "${machine}" its roles: found ${found}; allowed are controlplane, etcd and worker, each once`,
});

/** Somebody has to log in. */
export const machineSsh: FindingMaker<{ machine: string; found: string; allowed: string }> = defineFinding({
  code: "machine-ssh",
  severity: "error",
  says: ({ machine, found, allowed }) => `Cannot log in to machine "${machine}": found ${found}; allowed is ${allowed}`,
});

/** A label or a taint that the API server refuses. */
export const machineLabel: FindingMaker<{ machine: string; found: string; allowed: string }> = defineFinding({
  code: "machine-label",
  severity: "error",
  says: ({ machine, found, allowed }) => `Cannot label machine "${machine}": found ${found}; allowed is ${allowed}`,
});

/** An address range that makes no network, or not this one. */
export const networkInvalid: FindingMaker<{ network: string; found: string; allowed: string }> = defineFinding({
  code: "network-invalid",
  severity: "error",
  says: ({ network, found, allowed }) => `Cannot lay out networks.${network}: found ${found}; allowed is ${allowed}`,
});

/** Two ranges with addresses in common. */
export const networkOverlap: FindingMaker<{ network: string; range: string; other: string }> = defineFinding({
  code: "network-overlap",
  severity: "error",
  says: ({ network, range, other }) =>
    `Cannot lay out networks.${network}: ${range} overlaps ${other}, and packets would go astray; take a range of its own`,
});

/** A range that leaves machines without a network for their pods. */
export const networkTooSmall: FindingMaker<{
  range: string;
  machines: number;
  held: number;
  node: string;
  needed: string;
}> = defineFinding({
  code: "network-too-small",
  severity: "error",
  says: ({ range, machines, held, node, needed }) =>
    `Cannot lay out networks.pods: every machine gets a ${node} of it for its pods, and ${range} has ${held} for ${machines} machines; ` +
    `take a range of ${needed} or larger`,
});

/** Ports that the machines' own programs need. */
export const nodePortsTaken: FindingMaker<{ range: string; taken: string }> = defineFinding({
  code: "node-ports-taken",
  severity: "warning",
  says: ({ range, taken }) =>
    `Cannot give Services all of networks.nodePorts, ${range}: the machines use ${taken} themselves, and whichever comes second fails; ` +
    "take a range without them, such as 30000 to 32767",
});

/** Every finding about machines and networks. */
export const INVENTORY_FINDINGS: readonly FindingKind<never>[] = [
  machineAddress,
  machineLabel,
  machineName,
  machineRoles,
  machineSsh,
  machineTwice,
  networkInvalid,
  networkOverlap,
  networkTooSmall,
  nodePortsTaken,
];
