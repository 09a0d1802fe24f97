import type { Finding, Place } from "../finding/finding.ts";
import { inWords } from "../finding/in-words.ts";
import { contains, isIpAddress, isSubdomain, tryParseNetwork } from "./address.ts";
import type { Networks } from "./inventory.ts";
import { networkInvalid } from "./inventory-findings.ts";

/** Finds a DNS address that no Service can have, and a domain that is none. */
export const checkClusterDns = (networks: Networks, about: Place): readonly Finding[] => {
  const { dns, domain, services } = networks as { readonly [M in keyof Networks]?: unknown };
  const findings: Finding[] = [];
  const add = (network: string, found: unknown, allowed: string) =>
    findings.push(networkInvalid(about, { network, found: inWords(found), allowed }));
  if (!isIpAddress(dns) || !isFreeIn(services, dns)) {
    add(
      "dns",
      dns,
      `an address inside networks.services, ${inWords(services)}, and neither its first two nor its last`,
    );
  }
  if (!isSubdomain(domain)) add("domain", domain, "a DNS name in lower case such as cluster.local");
  return findings;
};

/** The first address names the range, the second is the API server's own Service. A range that is none has its own finding. */
const isFreeIn = (services: unknown, address: string): boolean => {
  const range = tryParseNetwork(services);
  const dns = tryParseNetwork(address);
  if (range === undefined || dns === undefined) return true;
  return contains(range, dns) && dns.first > range.first + 1n && dns.first < range.last;
};
