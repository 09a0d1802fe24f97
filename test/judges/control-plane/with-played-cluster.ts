import { inventoryOf } from "../clusters.ts";
import type { ControlPlane } from "./control-plane.ts";
import { makeSecrets } from "./make-secrets.ts";
import { registerPlayedMachines } from "./played-machines.ts";
import { withControlPlane } from "./with-control-plane.ts";

/** Tests that share the machines and Secrets of a committed cluster, with kwok as the kubelets; nothing of it is applied yet. */
export const withPlayedCluster = (
  cluster: string,
  release: string,
  tests: (controlPlane: () => ControlPlane) => void,
): void => {
  const { machines, secrets } = inventoryOf(cluster);
  const prepare = async (controlPlane: ControlPlane): Promise<void> => {
    await registerPlayedMachines(controlPlane, machines);
    await makeSecrets(controlPlane, secrets);
  };
  withControlPlane({ title: `${cluster} on Kubernetes ${release}`, release, hasKubelets: true, prepare }, tests);
};
