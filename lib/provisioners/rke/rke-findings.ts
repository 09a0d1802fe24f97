import { defineFinding, type FindingKind, type FindingMaker } from "../../finding/finding.ts";

/** RKE is no longer maintained. */
export const rkeEndOfLife: FindingMaker<{ release: string; newest: string; ended: string; source: string }> =
  defineFinding({
    code: "rke-end-of-life",
    severity: "warning",
    says: ({ release, newest, ended, source }) =>
      `Cannot promise fixes for RKE ${release}: its support ended on 2025-07-31 and its repository was archived on 2026-08-31 ` +
      `(github.com/rancher/rke), and no supported Kubernetes is left to it: ${newest}, the newest that it installs, ended on ${ended} ` +
      `(${source}); plan the move to another provisioner, or acknowledge it`,
  });

/** The cluster's Kubernetes gets no patches any more. */
export const kubernetesEndOfLife: FindingMaker<{
  kubernetes: string;
  ended: string;
  allowed: string;
  source: string;
}> = defineFinding({
  code: "kubernetes-end-of-life",
  severity: "warning",
  says: ({ kubernetes, ended, allowed, source }) =>
    `Cannot promise fixes for Kubernetes ${kubernetes}: its patches ended on ${ended} (${source}); this RKE installs ${allowed}, ` +
    "none of which gets any; plan the move to another provisioner, or acknowledge it",
});

/** An address that RKE cannot dial. */
export const rkeAddress: FindingMaker<{ machine: string; found: string }> = defineFinding({
  code: "rke-address",
  severity: "error",
  says: ({ machine, found }) =>
    `Cannot reach machine "${machine}" by ${found}: RKE dials address and port without the brackets that an IPv6 address needs; ` +
    "allowed are an IPv4 address and a host name",
});

/** A version that only subscribers may run. */
export const rkeSubscription: FindingMaker<{ kubernetes: string }> = defineFinding({
  code: "rke-subscription",
  severity: "warning",
  says: ({ kubernetes }) =>
    `Cannot install Kubernetes ${kubernetes} with RKE from public images: it needs SUSE's RKE Extended Life subscription; ` +
    'state kubernetes: "1.30", or acknowledge that you have one',
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
    `Cannot log in to machine "${machine}" with the key ${found}: allowed is the path of a private key that begins with / or ~/, ` +
    "since RKE takes any other from the folder where it happens to be started; write ~/.ssh/id_ed25519, say",
});

/** A taint that RKE sets itself, and drops where a program states it. */
export const rkeReservedTaint: FindingMaker<{ machine: string; taint: string }> = defineFinding({
  code: "rke-reserved-taint",
  severity: "error",
  says: ({ machine, taint }) =>
    `Cannot taint machine "${machine}" with ${taint}: RKE sets that taint where a machine has no worker role and ignores one that is stated; take it out`,
});

/** Traffic between the pods would take the public way. */
export const rkeInterface: FindingMaker<{ plugin: string }> = defineFinding({
  code: "rke-network-interface",
  severity: "warning",
  says: ({ plugin }) =>
    `Cannot keep the pods' traffic on the internal addresses: ${plugin} takes the interface of the default route whatever internalAddress says; ` +
    'state networkInterface: "eth1", say, of rke()',
});

/** A network that carries one family of addresses. */
export const rkeNetworkFamily: FindingMaker<{ plugin: string; found: string }> = defineFinding({
  code: "rke-network-family",
  severity: "error",
  says: ({ plugin, found }) =>
    `Cannot carry ${found} with RKE's ${plugin}: it knows IPv4 alone; take ranges of IPv4, or networkPlugin: "calico"`,
});

/** A key that RKE drops without a word, or that would bring a secret into a file that is committed. */
export const rkeUnknownKey: FindingMaker<{ key: string; isSecret: boolean }> = defineFinding({
  code: "rke-unknown-key",
  severity: "error",
  says: ({ key, isSecret }) =>
    isSecret
      ? `Cannot write ${key} into cluster.yml: it is a secret, and the file is committed; take it out, and give the machines access in another way`
      : `Cannot write ${key} into cluster.yml: it is none of the keys that are known here, and RKE drops unknown keys without a word; look for a slip in it`,
});

/** A value that has another source already. */
export const rkeStatedElsewhere: FindingMaker<{ key: string; source: string }> = defineFinding({
  code: "rke-stated-elsewhere",
  severity: "error",
  says: ({ key, source }) =>
    `Cannot take ${key} from clusterConfig: it comes from ${source}, and whatever else reads that would not know; state it there`,
});

/** A value that RKE refuses, or takes and fails with later. */
export const rkeValue: FindingMaker<{ key: string; found: string; allowed: string }> = defineFinding({
  code: "rke-value",
  severity: "error",
  says: ({ key, found, allowed }) => `Cannot write ${key} into cluster.yml: found ${found}; allowed is ${allowed}`,
});

/** Every finding of RKE. */
export const RKE_FINDINGS: readonly FindingKind<never>[] = [
  ingressNginxRetired,
  kubernetesEndOfLife,
  rkeAddress,
  rkeEndOfLife,
  rkeEtcdEven,
  rkeInterface,
  rkeKeyPath,
  rkeKubernetes,
  rkeNetworkFamily,
  rkeRelease,
  rkeReservedTaint,
  rkeRoleMissing,
  rkeStatedElsewhere,
  rkeSubscription,
  rkeUnknownKey,
  rkeValue,
];
