import { describe, expect } from "vitest";
import { indexCluster } from "../../lib/check/index-cluster.ts";
import { checkDistinctNodePorts } from "../../lib/check/node-port-twice.ts";
import type { Inventory } from "../../lib/inventory/inventory.ts";
import type { Manifest } from "../../lib/manifest/manifest.ts";
import { controlPlanePrograms } from "./control-plane/control-plane.ts";
import { makeNamespace } from "./control-plane/make-namespace.ts";
import { verdictOnCreate } from "./control-plane/verdicts.ts";
import { withControlPlane } from "./control-plane/with-control-plane.ts";
import { judged } from "./judge.ts";

const tcp = (port: number) => ({ name: `tcp-${port}`, port, protocol: "TCP" });
const udp = (port: number) => ({ name: `udp-${port}`, port, protocol: "UDP" });
type Port = ReturnType<typeof tcp>;

/** The ports of a Service that is there and of one that is asked about. All of them have one NodePort. */
const PAIRS: readonly (readonly [there: readonly Port[], asked: readonly Port[]])[] = [
  [[], [tcp(80)]],
  [[tcp(80)], [tcp(80)]],
  [[tcp(80)], [tcp(81)]],
  [[tcp(80)], [udp(80)]],
  [[], [tcp(53), udp(53)]],
  [[], [tcp(53), udp(54)]],
  [[], [tcp(53), tcp(54)]],
];

describe.each(["1.30", "1.37"])("Kubernetes %s", (release) => {
  const hearing = { judge: `kube-apiserver-${release}`, needs: controlPlanePrograms(release), artefacts: PAIRS.length };

  withControlPlane({ title: "asked for NodePorts", release }, (controlPlane) => {
    judged("takes and refuses the NodePorts that we do", hearing, async () => {
      const { api } = controlPlane();
      const namespace = await makeNamespace(controlPlane());
      const disputed: string[] = [];
      for (const [index, [there, asked]] of PAIRS.entries()) {
        const service = (name: string, ports: readonly Port[]): Manifest => ({
          apiVersion: "v1",
          kind: "Service",
          metadata: { name: `${name}-${index}`, namespace },
          spec: { type: "NodePort", ports: ports.map((port) => ({ ...port, nodePort: 30_100 + index })) },
        });
        const [first, second] = [service("there", there), service("asked", asked)];
        if (there.length > 0) await api.ask("POST", await api.collectionOf(first), first);
        const theirs = await verdictOnCreate(api, second);
        const inventory = {} as Inventory;
        const cluster = indexCluster({ inventory, manifests: [first, second], placeOf: () => ({ path: "" }) });
        const ours = checkDistinctNodePorts(cluster);
        if ((theirs !== undefined) !== ours.length > 0) disputed.push(`${JSON.stringify([there, asked])}: ${theirs}`);
      }
      expect(disputed).toEqual([]);
    });
  });
});
