import type { Finding, Place } from "../finding/finding.ts";
import { inWords } from "../finding/in-words.ts";
import { isHostName, isMachineAddress, isSubdomain } from "./address.ts";
import { checkDistinctMachines } from "./check-distinct-machines.ts";
import { checkMachineLabels } from "./check-machine-labels.ts";
import type { Inventory } from "./inventory.ts";
import { machineAddress, machineName, machineRoles, machineSsh } from "./inventory-findings.ts";
import { ROLES } from "./machine.ts";
import type { UncheckedMachine } from "./unchecked-machine.ts";

/** Finds machines that cannot be what they are meant to be, whoever provisions them. Takes nothing for granted: nobody type-checked the program. */
export const checkMachines = ({ machines }: Pick<Inventory, "machines">, about: Place): readonly Finding[] => [
  ...machines.flatMap((machine) => CHECKS.flatMap((check) => check(machine, about))),
  ...checkDistinctMachines(machines, about),
];

type Check = (machine: UncheckedMachine, about: Place) => readonly Finding[];

const checkName: Check = ({ name }, about) => (isSubdomain(name) ? [] : [machineName(about, { machine: name })]);

/** An internal address is one: RKE compares it with those of interfaces, and an NFS server with that of the packets. */
const checkAddresses: Check = ({ name, address, internalAddress }, about) => {
  const findings: Finding[] = [];
  const add = (what: "address" | "internal address", found: unknown) =>
    findings.push(machineAddress(about, { machine: name, what, found: inWords(found) }));
  if (!isMachineAddress(address) && !isHostName(address)) add("address", address);
  if (internalAddress !== undefined && !isMachineAddress(internalAddress)) add("internal address", internalAddress);
  return findings;
};

const checkRoles: Check = ({ name, roles }, about) => {
  if (!Array.isArray(roles)) return [machineRoles(about, { machine: name, found: inWords(roles) })];
  const isKnown = roles.every((role) => ROLES.some((known) => known === role));
  return isKnown && new Set(roles).size === roles.length
    ? []
    : [machineRoles(about, { machine: name, found: inWords(roles) })];
};

const checkSsh: Check = ({ name, ssh }, about) => {
  const { user, port } = (ssh ?? {}) as { readonly user?: unknown; readonly port?: unknown };
  const findings: Finding[] = [];
  const add = (found: string, allowed: string) => findings.push(machineSsh(about, { machine: name, found, allowed }));
  if (typeof user !== "string" || !USER.test(user)) add(`user ${inWords(user)}`, "the name of a user");
  if (!Number.isInteger(port) || Number(port) < 1 || Number(port) > 65535)
    add(`port ${inWords(port)}`, "a number from 1 to 65535");
  return findings;
};

const USER = /^[A-Za-z_][A-Za-z0-9_.-]*\$?$/;

const CHECKS: readonly Check[] = [checkName, checkAddresses, checkRoles, checkSsh, checkMachineLabels];
