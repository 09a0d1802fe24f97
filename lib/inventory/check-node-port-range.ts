import type { Finding, Place } from "../finding/finding.ts";
import { inWords } from "../finding/in-words.ts";
import type { Inventory } from "./inventory.ts";
import { networkInvalid, nodePortsTaken } from "./inventory-findings.ts";

/** Finds ports for Services that are none, and a range in which the machines' own programs listen. */
export const checkNodePortRange = (
  { machines, networks }: Pick<Inventory, "machines" | "networks">,
  about: Place,
): readonly Finding[] => {
  const { from, to } = (networks.nodePorts ?? {}) as { readonly from?: unknown; readonly to?: unknown };
  if (!isPort(from) || !isPort(to) || from > to) {
    const found = `${inWords(from)} to ${inWords(to)}`;
    return [networkInvalid(about, { network: "nodePorts", found, allowed: "a range of ports from 1 to 65535" })];
  }
  const ssh = machines.map((machine) => machine.ssh?.port).filter(isPort);
  const ports = [...new Set([...ssh, ...LISTENING])].filter((port) => port >= from && port <= to);
  const taken = ports.toSorted((a, b) => a - b).map(String);
  if (to > 32767 && from < 61000) taken.push("32768 to 60999 for outgoing connections");
  return taken.length === 0 ? [] : [nodePortsTaken(about, { range: `${from} to ${to}`, taken: taken.join(", ") })];
};

const isPort = (value: unknown): value is number =>
  typeof value === "number" && Number.isInteger(value) && value >= 1 && value <= 65535;

/** SSH, ingress, NFS, etcd, the API server, the pods' network, kubelet, the proxy and the controllers. */
const LISTENING: readonly number[] = [22, 80, 111, 443, 2049, 2379, 2380, 6443, 8472, 10250, 10256, 10257, 10259];
