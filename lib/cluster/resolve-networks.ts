import { tryParseNetwork, tryWriteAddress } from "../inventory/address.ts";
import type { Networks } from "../inventory/inventory.ts";
import type { ProvisionerDefaults } from "../inventory/provisioner.ts";
import type { NetworkProps } from "./cluster-props.ts";

/** A cluster's networks with every default filled in, and where each default came from. */
export interface ResolvedNetworks {
  readonly networks: Networks;
  readonly defaulted: Readonly<Record<string, string>>;
}

/** Fills in what a program left out of its cluster's networks. */
export const resolveNetworks = (given: NetworkProps, { networks, source }: ProvisionerDefaults): ResolvedNetworks => {
  const dns = given.dns ?? (given.services === undefined ? undefined : tenthAddress(given.services));
  const stated: Partial<Networks> = {
    ...(given.pods === undefined ? {} : { pods: given.pods }),
    ...(given.services === undefined ? {} : { services: given.services }),
    ...(dns === undefined ? {} : { dns }),
    ...(given.domain === undefined ? {} : { domain: given.domain }),
    ...(given.nodePorts === undefined ? {} : { nodePorts: given.nodePorts }),
  };
  const defaulted: Record<string, string> = {};
  for (const key of Object.keys(networks)) if (!(key in stated)) defaulted[`networks.${key}`] = source;
  if (given.dns === undefined && dns !== undefined)
    defaulted["networks.dns"] = "the tenth address of networks.services";
  return { networks: { ...networks, ...stated }, defaulted };
};

/** Where Kubernetes' installers put the DNS. A range that is none, or has none, is left to the check of networks. */
const tenthAddress = (range: string): string | undefined => {
  const network = tryParseNetwork(range);
  return network === undefined ? undefined : tryWriteAddress(network, 10n);
};
