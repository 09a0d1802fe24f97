import type { Finding, Place } from "../../finding/finding.ts";
import type { NfsHost } from "../../inventory/nfs-host.ts";
import { nfsServerTwice } from "./host-findings.ts";

/** A server, and where it was made. */
export interface HostToCheck {
  readonly host: Pick<NfsHost, "name" | "address">;
  readonly place: Place;
}

/** Finds servers at one address: each one's set-up script would take the other's exports away. */
export const checkDistinctHosts = (hosts: readonly HostToCheck[]): readonly Finding[] => {
  const owners = new Map<unknown, string>();
  return hosts.flatMap(({ host: { name, address }, place }) => {
    const other = owners.get(address);
    owners.set(address, other ?? name);
    return other === undefined ? [] : [nfsServerTwice(place, { server: name, address, other })];
  });
};
