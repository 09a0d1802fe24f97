import { defineFinding, type FindingKind, type FindingMaker } from "../../finding/finding.ts";

/** RKE is no longer maintained. */
export const rkeEndOfLife: FindingMaker<{ release: string }> = defineFinding({
  code: "rke-end-of-life",
  severity: "warning",
  says: ({ release }) =>
    `Cannot promise fixes for RKE ${release}: found RKE1, whose support ended on 2025-07-31 and whose repository is archived since 2026-08-31; ` +
    "plan the move to another provisioner, or acknowledge it",
});

/** The cluster's Kubernetes gets no patches any more. */
export const kubernetesEndOfLife: FindingMaker<{ kubernetes: string; ended: string; newest: string }> = defineFinding({
  code: "kubernetes-end-of-life",
  severity: "warning",
  says: ({ kubernetes, ended, newest }) =>
    `Cannot promise fixes for Kubernetes ${kubernetes}: its upstream support ended in ${ended}, and the newest that this RKE installs is ${newest}; ` +
    "plan the move to another provisioner, or acknowledge it",
});

/** A version that only subscribers may run. */
export const rkeSubscription: FindingMaker<{ kubernetes: string }> = defineFinding({
  code: "rke-subscription",
  severity: "warning",
  says: ({ kubernetes }) =>
    `Cannot install Kubernetes ${kubernetes} with RKE without SUSE's extended-life subscription; state kubernetes: "1.30", or acknowledge that you have one`,
});

/** A version that is not to be had. */
export const rkeKubernetes: FindingMaker<{ kubernetes: string; release: string; allowed: string }> = defineFinding({
  code: "rke-kubernetes",
  severity: "error",
  says: ({ kubernetes, release, allowed }) =>
    `Cannot install Kubernetes ${kubernetes} with RKE ${release}: allowed are ${allowed}; state one of them, or take another provisioner`,
});

/** Another RKE than the one whose keys are known here. */
export const rkeRelease: FindingMaker<{ release: string }> = defineFinding({
  code: "rke-release",
  severity: "error",
  says: ({ release }) =>
    `Cannot write cluster.yml for RKE ${release}: allowed is 1.8.14, its last release; state release: "1.8.14"`,
});

/** The ingress controller that comes along has no maintainers. */
export const ingressNginxRetired: FindingMaker<{ release: string }> = defineFinding({
  code: "ingress-nginx-retired",
  severity: "warning",
  says: ({ release }) =>
    `Cannot promise fixes for the ingress of RKE ${release}: it installs ingress-nginx, which was retired in March 2026; ` +
    'state ingress: "none" and install a maintained controller, or acknowledge it',
});

/** A cluster lacks what it cannot do without. */
export const rkeRoleMissing: FindingMaker<{ role: string }> = defineFinding({
  code: "rke-role-missing",
  severity: "error",
  says: ({ role }) => `Cannot bring up the cluster: no machine has the role ${role}; give it to at least one`,
});

/** An even number of etcd members tolerates no more losses than one less. */
export const rkeEtcdEven: FindingMaker<{ members: number }> = defineFinding({
  code: "rke-etcd-even",
  severity: "warning",
  says: ({ members }) =>
    `Cannot survive more losses with ${members} members of etcd than with ${members - 1}: a majority is needed; give the role etcd to an odd number of machines`,
});

/** RKE reads the key itself, and only from there. */
export const rkeKeyPath: FindingMaker<{ machine: string; found: string }> = defineFinding({
  code: "rke-key-path",
  severity: "error",
  says: ({ machine, found }) =>
    `Cannot log in to machine "${machine}" with the key ${found}: RKE takes a path that begins with / or ~/ and nothing else; write ~/.ssh/id_ed25519, say`,
});

/** A taint that RKE sets itself, and drops where a program states it. */
export const rkeReservedTaint: FindingMaker<{ machine: string; taint: string }> = defineFinding({
  code: "rke-reserved-taint",
  severity: "error",
  says: ({ machine, taint }) =>
    `Cannot taint machine "${machine}" with ${taint}: RKE sets that taint by roles and ignores one that is stated; take it out`,
});

/** Traffic between the pods would take the public way. */
export const rkeInterface: FindingMaker<{ plugin: string }> = defineFinding({
  code: "rke-network-interface",
  severity: "warning",
  says: ({ plugin }) =>
    `Cannot tell which interface ${plugin} takes: machines have internal addresses, but it follows the default route; ` +
    'state networkInterface: "eth1", say',
});

/** A key that RKE drops without a word. */
export const rkeUnknownKey: FindingMaker<{ key: string }> = defineFinding({
  code: "rke-unknown-key",
  severity: "error",
  says: ({ key }) =>
    `Cannot write ${key} into cluster.yml: it is none of the keys that are known here, and RKE drops unknown keys without a word; look for a slip in it`,
});

/** Every finding of RKE. */
export const RKE_FINDINGS: readonly FindingKind<never>[] = [
  ingressNginxRetired,
  kubernetesEndOfLife,
  rkeEndOfLife,
  rkeEtcdEven,
  rkeInterface,
  rkeKeyPath,
  rkeKubernetes,
  rkeRelease,
  rkeReservedTaint,
  rkeRoleMissing,
  rkeSubscription,
  rkeUnknownKey,
];
