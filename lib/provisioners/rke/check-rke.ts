import type { Finding, Place } from "../../finding/finding.ts";
import { inWords } from "../../finding/in-words.ts";
import { tryParseNetwork } from "../../inventory/address.ts";
import type { Inventory } from "../../inventory/inventory.ts";
import { SUPPORT_SOURCE, tryFindEndOfLife } from "../../inventory/kubernetes-support.ts";
import { ROLES } from "../../inventory/machine.ts";
import { checkRkeConfig } from "./check-rke-config.ts";
import { valueAt } from "./key-tree.ts";
import { RKE_KUBERNETES, tryFindRkeVersion } from "./kubernetes-versions.ts";
import {
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
  rkeSubscription,
} from "./rke-findings.ts";
import type { RkeProps } from "./rke-props.ts";

/** What RKE would refuse late, accept though it is wrong, or install though it is no longer maintained. */
export const checkRke = (inventory: Inventory, props: RkeProps, about: Place): readonly Finding[] => [
  ...checkRelease(props, about),
  ...checkKubernetes(inventory, props, about),
  ...checkRoles(inventory, about),
  ...checkMachines(inventory, about),
  ...checkNetwork(inventory, props, about),
  ...checkRkeConfig(props, about),
];

const checkRelease = (props: RkeProps, about: Place): readonly Finding[] => {
  const release: unknown = props.release;
  if (release !== "1.8.14") return [rkeRelease(about, { release: inWords(release) })];
  const newest = RKE_KUBERNETES.at(-1) ?? "";
  const ended = tryFindEndOfLife(newest);
  return [
    ...(ended === undefined ? [] : [rkeEndOfLife(about, { release, newest, ended, source: SUPPORT_SOURCE })]),
    ...(props.ingress === "none" ? [] : [ingressNginxRetired(about, { release })]),
  ];
};

const checkKubernetes = ({ kubernetes }: Inventory, { release }: RkeProps, about: Place): readonly Finding[] => {
  const allowed = RKE_KUBERNETES.join(", ");
  if (tryFindRkeVersion(kubernetes) === undefined) {
    return [rkeKubernetes(about, { kubernetes: inWords(kubernetes), release, allowed })];
  }
  const ended = tryFindEndOfLife(kubernetes);
  return [
    ...(ended === undefined
      ? []
      : [kubernetesEndOfLife(about, { kubernetes, ended, allowed, source: SUPPORT_SOURCE })]),
    ...(kubernetes === "1.30" ? [] : [rkeSubscription(about, { kubernetes })]),
  ];
};

/** A cluster without machines, or with one that has no roles, has a finding of its own. */
const checkRoles = ({ machines }: Inventory, about: Place): readonly Finding[] => {
  if (machines.every(({ roles }) => roles.length === 0)) return [];
  const missing = ROLES.filter((role) => machines.every(({ roles }) => !roles.includes(role)));
  const members = machines.filter(({ roles }) => roles.includes("etcd")).length;
  return [
    ...missing.map((role) => rkeRoleMissing(about, { role })),
    ...(members > 0 && members % 2 === 0 ? [rkeEtcdEven(about, { members })] : []),
  ];
};

const checkMachines = ({ machines }: Inventory, about: Place): readonly Finding[] =>
  machines.flatMap(({ name, address, ssh, taints }) => [
    ...(tryParseNetwork(address)?.isIPv4 === false ? [rkeAddress(about, { machine: name, found: address })] : []),
    ...(isKeyPath(ssh.keyPath) ? [] : [rkeKeyPath(about, { machine: name, found: inWords(ssh.keyPath) })]),
    ...(Array.isArray(taints) ? taints : [])
      .map(({ key, value = "", effect }) => ({ id: `${key}:${effect}`, taint: `${key}=${value}:${effect}` }))
      .filter(({ id }) => RESERVED.has(id))
      .map(({ taint }) => rkeReservedTaint(about, { machine: name, taint })),
  ]);

/** RKE puts the home directory in place of `~/` at the start, and nothing else; a path of one character makes it crash. */
const isKeyPath = (path: unknown): boolean =>
  typeof path === "string" && /^~?\/[^\p{Cc}]*[^/\p{Cc}]$/u.test(path) && !path.endsWith(".pub");

const RESERVED = new Set(["node-role.kubernetes.io/etcd:NoExecute", "node-role.kubernetes.io/controlplane:NoSchedule"]);

const checkNetwork = ({ machines, networks }: Inventory, props: RkeProps, about: Place): readonly Finding[] => {
  const { networkPlugin: plugin = "canal", clusterConfig } = props;
  if (plugin !== "canal" && plugin !== "flannel") return [];
  const networkInterface = props.networkInterface ?? valueAt(clusterConfig, `network.options.${plugin}_iface`);
  const findings: Finding[] = [];
  const hasInternal = machines.some(
    ({ address, internalAddress }) => internalAddress !== undefined && internalAddress !== address,
  );
  if (hasInternal && networkInterface === undefined) findings.push(rkeInterface(about, { plugin }));
  const foreign = [networks.pods, networks.services].filter((range) => tryParseNetwork(range)?.isIPv4 === false);
  if (foreign.length > 0) findings.push(rkeNetworkFamily(about, { plugin, found: foreign.join(" and ") }));
  return findings;
};
