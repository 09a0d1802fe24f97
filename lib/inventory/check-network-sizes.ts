import type { Finding, Place } from "../finding/finding.ts";
import { type Network, tryParseRange } from "./address.ts";
import type { Inventory } from "./inventory.ts";
import { networkTooSmall } from "./inventory-findings.ts";

/** Finds ranges that are too small for the cluster. One that is none has its own finding. */
export const checkNetworkSizes = (
  { machines, networks }: Pick<Inventory, "machines" | "networks">,
  about: Place,
): readonly Finding[] => {
  const pods = tryParseRange(networks.pods);
  return pods === undefined ? [] : checkPods(pods, machines.length, about);
};

/** The controller manager cuts the pods' range into one network a machine; a machine without one runs no pod. */
const checkPods = (pods: Network, machines: number, about: Place): readonly Finding[] => {
  const node = pods.isIPv4 ? NODE_MASK.ipv4 : NODE_MASK.ipv6;
  const held = pods.prefix > node ? 0 : 2 ** (node - pods.prefix);
  if (held >= machines) return [];
  const needed = node - Math.ceil(Math.log2(machines));
  return [networkTooSmall(about, { range: pods.text, machines, held, node: `/${node}`, needed: `/${needed}` })];
};

/** The controller manager's own, of a machine's network. */
const NODE_MASK = { ipv4: 24, ipv6: 64 };
