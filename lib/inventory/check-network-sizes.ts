import type { Finding, Place } from "../finding/finding.ts";
import { type Network, tryParseRange } from "./address.ts";
import type { Inventory } from "./inventory.ts";
import { networkInvalid, networkTooSmall } from "./inventory-findings.ts";
import type { Provisioner } from "./provisioner.ts";

type Sized = Pick<Inventory, "kubernetes" | "machines" | "networks"> & Pick<Provisioner, "nodeCidrMaskSize">;

/** Finds ranges that are too large or too small for Kubernetes' own programs. One that is none has its own finding. */
export const checkNetworkSizes = (sized: Sized, about: Place): readonly Finding[] => {
  const { kubernetes, networks } = sized;
  const [pods, services] = [tryParseRange(networks.pods), tryParseRange(networks.services)];
  return [
    ...(pods === undefined ? [] : checkPods(pods, sized, about)),
    ...(services === undefined ? [] : checkServices(services, kubernetes, about)),
  ];
};

/** The controller manager cuts the pods' range into one network a machine; a machine without one runs no pod. */
const checkPods = (pods: Network, { machines, nodeCidrMaskSize }: Sized, about: Place): readonly Finding[] => {
  const node = nodeCidrMaskSize ?? (pods.isIPv4 ? NODE_MASK.ipv4 : NODE_MASK.ipv6);
  if (!pods.isIPv4 && node - pods.prefix > CUT_BITS) {
    const allowed = `a range from /${node - CUT_BITS} to /${node}, such as /${node - CUT_BITS / 2}`;
    return [networkInvalid(about, { network: "pods", found: pods.text, allowed })];
  }
  const held = pods.prefix > node ? 0 : 2 ** (node - pods.prefix);
  if (held >= machines.length) return [];
  const needed = node - Math.ceil(Math.log2(machines.length));
  return [
    networkTooSmall(about, {
      range: pods.text,
      machines: machines.length,
      held,
      node: `/${node}`,
      needed: `/${needed}`,
    }),
  ];
};

/** The controller manager's own, of a machine's network. */
const NODE_MASK = { ipv4: 24, ipv6: 64 };

/** Of IPv6 it keeps a map of at most 2^16 machines' networks. */
const CUT_BITS = 16;

/** The API server starts with no other range. */
const checkServices = (services: Network, kubernetes: string, about: Place): readonly Finding[] => {
  const bits = services.isIPv4 ? 32 : 128;
  const [largest, smallest] = [countsAddresses(kubernetes) ? bits - 20 : 0, bits - 3];
  if (services.prefix >= largest && services.prefix <= smallest) return [];
  const allowed = `a range from /${largest} to /${smallest}, such as /${bits - 16}`;
  return [networkInvalid(about, { network: "services", found: services.text, allowed })];
};

/** Up to 1.32 the API server keeps a map of all addresses of the range. A version that is none has its own finding. */
const countsAddresses = (kubernetes: unknown): boolean => Number(/^1\.(\d+)$/.exec(String(kubernetes))?.[1]) < 33;
