import { contains, tryParseNetwork } from "../inventory/address.ts";

/**
 * The addresses that no client covers. None where a client is no address at all, which is a finding of its own; and a machine that is
 * known by a name alone is left alone.
 */
export const lockedOut = (clients: readonly string[], addresses: readonly string[]): readonly string[] => {
  const networks = clients.flatMap((client) => tryParseNetwork(client) ?? []);
  if (networks.length < clients.length) return [];
  return [...new Set(addresses)].filter((address) => {
    const machine = tryParseNetwork(address);
    return machine !== undefined && !networks.some((network) => contains(network, machine));
  });
};
