import type { Finding, Place } from "../../finding/finding.ts";
import { isHostName, isMachineAddress, isPublic, isSubdomain, tryParseNetwork } from "../../inventory/address.ts";
import type { NfsExport, NfsHost } from "../../inventory/nfs-host.ts";
import { flawOfName } from "../../text/portable-name.ts";
import { nfsClient, nfsPath, nfsPublicClient, nfsServerAddress, nfsServerName, nfsWorld } from "./host-findings.ts";

/** What exportfs would accept though it means something else, and what leaves the data open. `declared` are all paths, mounted or not. */
export const checkNfsHost = (host: NfsHost, declared: readonly string[], about: Place): readonly Finding[] => [
  ...(isSubdomain(host.name) && flawOfName(host.name) === undefined
    ? []
    : [nfsServerName(about, { server: host.name })]),
  ...(isMachineAddress(host.address) || isHostName(host.address)
    ? []
    : [nfsServerAddress(about, { server: host.name, found: JSON.stringify(host.address) ?? "none" })]),
  ...declared.filter((path) => !isExportPath(path)).map((path) => nfsPath(about, { server: host.name, path })),
  ...host.exports.flatMap((line) => checkClients(host.name, line, about)),
];

const isExportPath = (path: unknown): boolean =>
  typeof path === "string" &&
  path.startsWith("/") &&
  path === path.replace(/\p{Cc}/gu, "") &&
  (path === "/" ||
    path
      .split("/")
      .slice(1)
      .every((part) => part !== "" && part !== "." && part !== ".."));

const checkClients = (server: string, { path, clients }: NfsExport, about: Place): readonly Finding[] => {
  const findings: Finding[] = [];
  const open: string[] = [];
  for (const { address } of clients) {
    const network = tryParseNetwork(address);
    const found = JSON.stringify(address) ?? "none";
    if (network === undefined || !network.isCanonical) findings.push(nfsClient(about, { server, path, found }));
    else if (network.prefix <= (network.isIPv4 ? WORLD.ipv4 : WORLD.ipv6))
      findings.push(nfsWorld(about, { server, path, found: address }));
    else if (isPublic(network)) open.push(address);
  }
  if (open.length > 0) findings.push(nfsPublicClient(about, { server, path, clients: open.join(", ") }));
  return findings;
};

/** Longest prefixes that nobody owns: a share of all addresses. */
const WORLD = { ipv4: 7, ipv6: 15 };
