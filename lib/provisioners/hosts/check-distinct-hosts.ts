import type { Finding, Place } from "../../finding/finding.ts";
import { isUnique } from "../../inventory/address.ts";
import type { NfsHost } from "../../inventory/nfs-host.ts";
import { nfsServerTwice } from "./host-findings.ts";

/** A server, and where it was made. */
export interface HostToCheck {
  readonly host: Pick<NfsHost, "name" | "address">;
  readonly place: Place;
}

/**
 * Finds servers that are one: each one's set-up script would take the other's exports away. A private address may well be
 * another machine's in another place, unless one cluster mounts from both. `mounted` are the servers' names of each cluster.
 */
export const checkDistinctHosts = (
  hosts: readonly HostToCheck[],
  mounted: readonly (readonly string[])[],
): readonly Finding[] =>
  hosts.flatMap(({ host: { name, address }, place }, index) => {
    const other = hosts
      .slice(0, index)
      .map(({ host }) => host)
      .find((host) => host.address === address && (isUnique(address) || areTogether(mounted, host.name, name)));
    return other === undefined ? [] : [nfsServerTwice(place, { server: name, address, other: other.name })];
  });

const areTogether = (mounted: readonly (readonly string[])[], one: string, other: string): boolean =>
  mounted.some((servers) => servers.includes(one) && servers.includes(other));
