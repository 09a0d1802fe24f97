import type { Finding, Place } from "../finding/finding.ts";
import { doOverlap, isIpAddress, isSubdomain, type Network, tryParseNetwork } from "./address.ts";
import type { Inventory } from "./inventory.ts";
import { networkInvalid, networkOverlap } from "./inventory-findings.ts";

type Networked = Pick<Inventory, "machines" | "networks">;

/** Finds address ranges that do not fit each other or the machines. They cannot be changed once a cluster runs. */
export const checkNetworks = (inventory: Networked, about: Place): readonly Finding[] => [
  ...checkRanges(inventory, about),
  ...checkDns(inventory, about),
  ...checkNodePorts(inventory, about),
];

const checkRanges = ({ machines, networks }: Networked, about: Place): readonly Finding[] => {
  const ranges = (["pods", "services"] as const).map((name) => ({
    name,
    text: networks[name],
    parsed: tryParseNetwork(networks[name]),
  }));
  const invalid = ranges
    .filter(({ parsed, text }) => parsed === undefined || !parsed.isCanonical || !text.includes("/"))
    .map(({ name, text }) =>
      networkInvalid(about, {
        network: name,
        found: JSON.stringify(text),
        allowed: "a range such as 10.42.0.0/16, without host bits",
      }),
    );
  const addresses = machines.flatMap(({ name, address, internalAddress }) =>
    [address, internalAddress].flatMap((value) => namedNetwork(`machine "${name}" at ${value}`, value)),
  );
  const [pods, services] = ranges;
  const others = [...addresses, ...namedNetwork(`networks.services ${services?.text}`, services?.text)];
  return [
    ...invalid,
    ...overlapsOf(pods, others).map((values) => networkOverlap(about, values)),
    ...overlapsOf(services, addresses).map((values) => networkOverlap(about, values)),
  ];
};

interface NamedNetwork {
  readonly name: string;
  readonly network: Network;
}

const namedNetwork = (name: string, text: unknown): readonly NamedNetwork[] => {
  const network = tryParseNetwork(text);
  return network === undefined ? [] : [{ name, network }];
};

const overlapsOf = (
  range: { readonly name: string; readonly text: string; readonly parsed: Network | undefined } | undefined,
  others: readonly NamedNetwork[],
) => {
  if (range?.parsed === undefined) return [];
  const { name, text, parsed } = range;
  return others
    .filter(({ network }) => doOverlap(parsed, network))
    .map((other) => ({ network: name, range: text, other: other.name }));
};

const checkDns = ({ networks }: Networked, about: Place): readonly Finding[] => {
  const services = tryParseNetwork(networks.services);
  const dns = tryParseNetwork(networks.dns);
  const findings: Finding[] = [];
  if (!isIpAddress(networks.dns) || (services !== undefined && dns !== undefined && !doOverlap(services, dns))) {
    findings.push(
      networkInvalid(about, {
        network: "dns",
        found: JSON.stringify(networks.dns),
        allowed: `an address inside networks.services, ${networks.services}`,
      }),
    );
  }
  if (!isSubdomain(networks.domain)) {
    findings.push(
      networkInvalid(about, {
        network: "domain",
        found: JSON.stringify(networks.domain),
        allowed: "a DNS name such as cluster.local",
      }),
    );
  }
  return findings;
};

const checkNodePorts = ({ networks: { nodePorts } }: Networked, about: Place): readonly Finding[] => {
  const { from, to } = nodePorts;
  const isRange = Number.isInteger(from) && Number.isInteger(to) && from >= 1 && to <= 65535 && from <= to;
  if (isRange) return [];
  return [
    networkInvalid(about, {
      network: "nodePorts",
      found: `${from} to ${to}`,
      allowed: "a range of ports from 1 to 65535",
    }),
  ];
};
