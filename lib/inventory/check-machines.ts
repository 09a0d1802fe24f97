import type { Finding, Place } from "../finding/finding.ts";
import { isHostName, isIpAddress, isSubdomain } from "./address.ts";
import type { Inventory } from "./inventory.ts";
import {
  machineAddress,
  machineLabel,
  machineName,
  machineRoles,
  machineSsh,
  machineTwice,
} from "./inventory-findings.ts";
import { type Machine, ROLES } from "./machine.ts";

/** Finds machines that cannot be what they are meant to be, whoever provisions them. Takes nothing for granted: nobody type-checked the program. */
export const checkMachines = ({ machines }: Pick<Inventory, "machines">, about: Place): readonly Finding[] => [
  ...machines.flatMap((machine) => CHECKS.flatMap((check) => check(machine, about))),
  ...checkDistinct(machines, about),
];

type Check = (machine: Machine, about: Place) => readonly Finding[];

const checkName: Check = ({ name }, about) => (isSubdomain(name) ? [] : [machineName(about, { machine: name })]);

const checkAddresses: Check = ({ name, address, internalAddress }, about) => {
  const given = internalAddress === undefined ? { address } : { address, "internal address": internalAddress };
  return Object.entries(given)
    .filter(([what, value]) => !isIpAddress(value) && !(what === "address" && isHostName(value)))
    .map(([what, value]) => machineAddress(about, { machine: name, what, found: inWords(value) }));
};

const inWords = (value: unknown): string => (value === undefined || value === "" ? "none" : JSON.stringify(value));

const checkRoles: Check = ({ name, roles }, about) => {
  const unknown = roles.filter((role) => !ROLES.includes(role));
  const isDoubled = new Set(roles).size < roles.length;
  return unknown.length > 0 || isDoubled ? [machineRoles(about, { machine: name, found: roles.join(", ") })] : [];
};

const checkSsh: Check = ({ name, ssh }, about) => {
  const findings: Finding[] = [];
  const { user, port } = ssh as { user: unknown; port: unknown };
  if (typeof user !== "string" || !/^[A-Za-z_][A-Za-z0-9_.-]*\$?$/.test(user)) {
    findings.push(machineSsh(about, { machine: name, found: `user ${inWords(user)}`, allowed: "the name of a user" }));
  }
  if (!Number.isInteger(port) || Number(port) < 1 || Number(port) > 65535) {
    findings.push(
      machineSsh(about, { machine: name, found: `port ${inWords(port)}`, allowed: "a number from 1 to 65535" }),
    );
  }
  return findings;
};

const checkLabels: Check = ({ name, labels, taints, zone }, about) => {
  const all = { ...labels, ...(zone === undefined ? {} : { "topology.kubernetes.io/zone": zone }) };
  const wrongLabels = Object.entries(all)
    .filter(([key, value]) => !isQualifiedName(key) || !isLabelValue(value))
    .map(([key, value]) => machineLabel(about, { machine: name, found: `label ${key}=${value}`, allowed: LABEL }));
  const wrongTaints = taints
    .filter(
      ({ key, value, effect }) => !isQualifiedName(key) || !isLabelValue(value ?? "") || !EFFECTS.includes(effect),
    )
    .map(({ key, value = "", effect }) =>
      machineLabel(about, {
        machine: name,
        found: `taint ${key}=${value}:${effect}`,
        allowed: `${LABEL}, and as effect ${EFFECTS.join(", ")}`,
      }),
    );
  return [...wrongLabels, ...wrongTaints];
};

const LABEL =
  "a key such as example.com/disk, whose name and value have at most 63 letters, digits, dashes, underscores and dots";
const EFFECTS: readonly string[] = ["NoSchedule", "PreferNoSchedule", "NoExecute"];

const isLabelValue = (value: unknown): boolean =>
  typeof value === "string" && /^([A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?)?$/.test(value);

const isQualifiedName = (key: unknown): boolean => {
  if (typeof key !== "string" || key === "") return false;
  const [name = "", prefix, ...rest] = key.split("/").toReversed();
  return rest.length === 0 && name !== "" && isLabelValue(name) && (prefix === undefined || isSubdomain(prefix));
};

const CHECKS: readonly Check[] = [checkName, checkAddresses, checkRoles, checkSsh, checkLabels];

const checkDistinct = (machines: readonly Machine[], about: Place): readonly Finding[] => {
  const seen = new Map<string, string>();
  return machines.flatMap((machine) =>
    identitiesOf(machine).flatMap(([what, found]) => {
      const key = `${what} ${found.toLowerCase()}`;
      const other = seen.get(key);
      seen.set(key, other ?? machine.name);
      return other === undefined ? [] : [machineTwice(about, { machine: machine.name, other, what, found })];
    }),
  );
};

const identitiesOf = ({ name, address, internalAddress }: Machine): readonly (readonly [string, string])[] =>
  (
    [
      ["name", name],
      ["address", address],
      ["internal address", internalAddress],
    ] as const
  ).flatMap(([what, found]) => (typeof found === "string" && found !== "" ? [[what, found] as const] : []));
