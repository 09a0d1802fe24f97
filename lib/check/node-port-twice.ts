import { defineFinding, type FindingMaker } from "../finding/finding.ts";
import type { Manifest } from "../manifest/manifest.ts";
import type { Rule } from "./rule.ts";

/** A port that the API server has given already. */
export const nodePortTwice: FindingMaker<{ service: string; nodePort: number; other: string }> = defineFinding({
  code: "node-port-twice",
  severity: "error",
  says: ({ service, nodePort, other }) =>
    `Cannot open NodePort ${nodePort} of Service ${service}: ${other} has it already, and the API server gives a number once, ` +
    "whatever the protocol; state another one, or none and it chooses",
});

/** Finds NodePorts that two Services of a cluster state, or two ports of one that are more than a port's two protocols. */
export const checkDistinctNodePorts: Rule = ({ inventory, ofKind, placeOf }) => {
  if (inventory === undefined) return [];
  const owners = new Map<number, Opening>();
  return ofKind("Service")
    .flatMap(openingsOf)
    .flatMap((opening) => {
      const { manifest, service, nodePort } = opening;
      const owner = owners.get(nodePort);
      owners.set(nodePort, owner ?? opening);
      if (owner === undefined || canShare(owner, opening)) return [];
      const other = owner.service === service ? `its port ${owner.port}` : `Service ${owner.service}`;
      return [nodePortTwice(placeOf(manifest), { service, nodePort, other })];
    });
};

/** A NodePort that a Service states for one of its ports. */
interface Opening {
  readonly manifest: Manifest;
  readonly service: string;
  readonly port: number;
  readonly protocol: string;
  readonly nodePort: number;
}

interface ServiceSpec {
  readonly ports?: readonly { readonly port: number; readonly protocol?: string; readonly nodePort?: number }[];
}

const openingsOf = (manifest: Manifest): readonly Opening[] => {
  if (manifest.apiVersion !== "v1") return [];
  const service = `${manifest.metadata.namespace}/${manifest.metadata.name}`;
  const ports = (manifest["spec"] as ServiceSpec | undefined)?.ports ?? [];
  // A server takes 0 for one that is not stated.
  return ports.flatMap(({ port, protocol = "TCP", nodePort = 0 }) =>
    nodePort === 0 ? [] : [{ manifest, service, port, protocol, nodePort }],
  );
};

/** A Service that is made twice has a finding of its own. */
const canShare = (a: Opening, b: Opening): boolean =>
  a.service === b.service && (a.manifest !== b.manifest || (a.port === b.port && a.protocol !== b.protocol));
