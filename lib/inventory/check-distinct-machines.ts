import type { Finding, Place } from "../finding/finding.ts";
import { inWords } from "../finding/in-words.ts";
import { tryParseNetwork } from "./address.ts";
import { machineTwice } from "./inventory-findings.ts";
import type { UncheckedMachine } from "./unchecked-machine.ts";

/** Finds machines that answer to a name or an address of another one, however it is written. */
export const checkDistinctMachines = (machines: readonly UncheckedMachine[], about: Place): readonly Finding[] => {
  const owners = new Map<string, string>();
  return machines.flatMap((machine) => {
    const own = new Map(identitiesOf(machine).toReversed());
    const taken = [...own].toReversed().flatMap(([identity, { what, found }]) => {
      const other = owners.get(identity);
      if (other === undefined) return [];
      return [machineTwice(about, { machine: machine.name, other, what, found: inWords(found) })];
    });
    for (const identity of own.keys()) if (!owners.has(identity)) owners.set(identity, machine.name);
    return taken;
  });
};

interface Identity {
  readonly what: string;
  readonly found: unknown;
}

/** By the text that equals that of every other spelling. An internal address that is the address is one identity, not two. */
const identitiesOf = ({ name, address, internalAddress }: UncheckedMachine): readonly (readonly [string, Identity])[] =>
  Object.entries({ name, address, internalAddress }).flatMap(([what, found]) =>
    typeof found === "string" && found !== "" ? [[spell(found), { what, found }] as const] : [],
  );

const spell = (value: string): string => {
  const network = tryParseNetwork(value);
  return network === undefined ? value.toLowerCase() : `${network.isIPv4 ? "v4" : "v6"} ${network.first}`;
};
