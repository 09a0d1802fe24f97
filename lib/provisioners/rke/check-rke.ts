import type { Finding, Place } from "../../finding/finding.ts";
import type { Inventory } from "../../inventory/inventory.ts";
import { ROLES } from "../../inventory/machine.ts";
import { END_OF_LIFE, KUBERNETES_VERSIONS, type RkeKubernetes } from "./kubernetes-versions.ts";
import {
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
} from "./rke-findings.ts";
import { unknownKeys } from "./rke-keys.ts";
import type { RkeProps } from "./rke-props.ts";

/** What RKE would refuse late, accept though it is wrong, or install though it is no longer maintained. */
export const checkRke = (inventory: Inventory, props: RkeProps, about: Place): readonly Finding[] => [
  ...checkVersions(inventory, props, about),
  ...checkRoles(inventory, about),
  ...checkMachines(inventory, about),
  ...checkNetwork(inventory, props, about),
  ...unknownKeys(props.clusterConfig ?? {}).map((key) => rkeUnknownKey(about, { key })),
];

const checkVersions = ({ kubernetes }: Inventory, props: RkeProps, about: Place): readonly Finding[] => {
  const release: string = props.release;
  const findings = [release === "1.8.14" ? rkeEndOfLife(about, { release }) : rkeRelease(about, { release })];
  const allowed = Object.keys(KUBERNETES_VERSIONS);
  if (!allowed.includes(kubernetes)) {
    findings.push(rkeKubernetes(about, { kubernetes, release, allowed: allowed.join(", ") }));
  } else {
    const ended = END_OF_LIFE[kubernetes as RkeKubernetes];
    findings.push(kubernetesEndOfLife(about, { kubernetes, ended, newest: allowed.at(-1) ?? "" }));
    if (kubernetes !== "1.30") findings.push(rkeSubscription(about, { kubernetes }));
  }
  if ((props.ingress ?? "nginx") === "nginx") findings.push(ingressNginxRetired(about, { release }));
  return findings;
};

const checkRoles = ({ machines }: Inventory, about: Place): readonly Finding[] => {
  if (machines.length === 0) return [];
  const missing = ROLES.filter((role) => machines.every(({ roles }) => !roles.includes(role)));
  const members = machines.filter(({ roles }) => roles.includes("etcd")).length;
  return [
    ...missing.map((role) => rkeRoleMissing(about, { role })),
    ...(members > 0 && members % 2 === 0 ? [rkeEtcdEven(about, { members })] : []),
  ];
};

const checkMachines = ({ machines }: Inventory, about: Place): readonly Finding[] =>
  machines.flatMap(({ name, ssh, taints }) => [
    ...(/^(\/|~\/)./.test(ssh.keyPath)
      ? []
      : [rkeKeyPath(about, { machine: name, found: JSON.stringify(ssh.keyPath) ?? "none" })]),
    ...taints
      .filter(({ key }) => RESERVED.has(key))
      .map(({ key, value = "", effect }) =>
        rkeReservedTaint(about, { machine: name, taint: `${key}=${value}:${effect}` }),
      ),
  ]);

const RESERVED = new Set(["node-role.kubernetes.io/etcd", "node-role.kubernetes.io/controlplane"]);

const checkNetwork = ({ machines }: Inventory, props: RkeProps, about: Place): readonly Finding[] => {
  const { networkPlugin: plugin = "canal", networkInterface } = props;
  const hasInternal = machines.some(
    ({ address, internalAddress }) => internalAddress !== undefined && internalAddress !== address,
  );
  const followsRoute = plugin === "canal" || plugin === "flannel";
  return hasInternal && followsRoute && networkInterface === undefined ? [rkeInterface(about, { plugin })] : [];
};
