import { defineFinding, type FindingMaker } from "../finding/finding.ts";
import type { Rule } from "./rule.ts";

/** A port that the API server refuses. */
export const nodePortRange: FindingMaker<{ service: string; found: number; from: number; to: number }> = defineFinding({
  code: "node-port-range",
  severity: "error",
  says: ({ service, found, from, to }) =>
    `Cannot open NodePort ${found} of Service "${service}": allowed are ${from} to ${to}; take one of them, or widen the cluster's networks.nodePorts`,
});

/** Finds Services whose NodePort lies outside the cluster's range. */
export const checkNodePorts: Rule = ({ inventory, ofKind, placeOf }) => {
  if (inventory === undefined) return [];
  const { from, to } = inventory.networks.nodePorts;
  return ofKind("Service")
    .filter(({ apiVersion }) => apiVersion === "v1")
    .flatMap((manifest) => {
      const ports = (manifest["spec"] as { ports?: readonly { nodePort?: number }[] } | undefined)?.ports ?? [];
      return ports
        .flatMap(({ nodePort }) => nodePort ?? [])
        .filter((nodePort) => nodePort < from || nodePort > to)
        .map((found) => nodePortRange(placeOf(manifest), { service: manifest.metadata.name, found, from, to }));
    });
};
