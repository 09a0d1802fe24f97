import type { Finding, Place } from "../finding/finding.ts";
import { inWords } from "../finding/in-words.ts";
import { doOverlap, type Network, tryParseNetwork, tryParseRange } from "./address.ts";
import { checkClusterDns } from "./check-cluster-dns.ts";
import { checkNetworkSizes } from "./check-network-sizes.ts";
import { checkNodePortRange } from "./check-node-port-range.ts";
import type { Inventory } from "./inventory.ts";
import { networkInvalid, networkOverlap } from "./inventory-findings.ts";
import type { Provisioner } from "./provisioner.ts";

type Networked = Pick<Inventory, "kubernetes" | "machines" | "networks" | "volumes"> &
  Pick<Provisioner, "nodeCidrMaskSize">;

/** Finds address ranges that do not fit each other or the machines. They cannot be changed once a cluster runs. */
export const checkNetworks = (inventory: Networked, about: Place): readonly Finding[] => [
  ...checkRanges(inventory, about),
  ...checkOverlaps(inventory, about),
  ...checkNetworkSizes(inventory, about),
  ...checkClusterDns(inventory.networks, about),
  ...checkNodePortRange(inventory, about),
];

const checkRanges = ({ networks }: Networked, about: Place): readonly Finding[] =>
  RANGES.filter((network) => tryParseRange(networks[network]) === undefined).map((network) =>
    networkInvalid(about, {
      network,
      found: inWords(networks[network]),
      allowed: "a range such as 10.42.0.0/16, without host bits",
    }),
  );

/** Each range against the machines and the servers that they mount from, then against the ranges after it. */
const checkOverlaps = ({ machines, networks, volumes }: Networked, about: Place): readonly Finding[] => {
  const ranges = RANGES.flatMap((name) => named(name, `networks.${name} ${networks[name]}`, networks[name]));
  const addresses = machines.flatMap(({ name, address, internalAddress }) =>
    [address, internalAddress].flatMap((value) => named(name, `machine "${name}" at ${value}`, value)),
  );
  const mounted = new Map(volumes.map(({ server }) => [server.address, server]));
  const servers = [...mounted.values()].flatMap(({ name, address }) =>
    named(name, `NFS server "${name}" at ${address}`, address),
  );
  return ranges.flatMap(({ name, network }, index) =>
    [...addresses, ...servers, ...ranges.slice(index + 1)]
      .filter((other) => doOverlap(network, other.network))
      .map((other) => networkOverlap(about, { network: name, range: network.text, other: other.inWords })),
  );
};

interface NamedNetwork {
  readonly name: string;
  readonly inWords: string;
  readonly network: Network;
}

const named = (name: string, words: string, text: unknown): readonly NamedNetwork[] => {
  const network = tryParseNetwork(text);
  return network === undefined ? [] : [{ name, inWords: words, network }];
};

const RANGES = ["pods", "services"] as const;
