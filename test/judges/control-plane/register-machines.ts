import type { Machine } from "../../../lib/inventory/machine.ts";
import type { ControlPlane } from "./control-plane.ts";

/** A machine as Kubernetes sees it: nobody logs in to it. */
export type RegisteredMachine = Omit<Machine, "ssh">;

/** What a machine is taken to have where nothing is stated: two CPUs, 4 GiB, and kubelet's limit of pods. */
const CAPACITY = { cpu: "2", memory: "4Gi", pods: "110", "ephemeral-storage": "20Gi" };

/** Makes a ready Node object of every machine, with the labels and taints that RKE gives it. */
export const registerMachines = async (
  { api }: ControlPlane,
  machines: readonly RegisteredMachine[],
): Promise<void> => {
  for (const machine of machines) {
    const made = await api.ask("POST", "/api/v1/nodes?fieldValidation=Strict", nodeOf(machine));
    if (made.status !== 201) throw new Error(`cannot register ${machine.name}: ${JSON.stringify(made.body)}`);
    const conditions = [
      { type: "Ready", status: "True", reason: "KubeletReady", lastHeartbeatTime: "2026-11-01T00:00:00Z" },
    ];
    const addresses = [{ type: "InternalIP", address: machine.internalAddress ?? machine.address }];
    const status = { capacity: CAPACITY, allocatable: CAPACITY, conditions, addresses };
    const patched = await api.ask("PATCH", `/api/v1/nodes/${machine.name}/status`, { status });
    if (patched.status !== 200) throw new Error(`cannot make ${machine.name} ready: ${JSON.stringify(patched.body)}`);
  }
};

const nodeOf = ({ name, labels, taints, roles, zone }: RegisteredMachine) => ({
  apiVersion: "v1",
  kind: "Node",
  metadata: {
    name,
    labels: {
      "kubernetes.io/hostname": name,
      "kubernetes.io/os": "linux",
      "kubernetes.io/arch": "amd64",
      ...Object.fromEntries(roles.map((role) => [`node-role.kubernetes.io/${role}`, "true"])),
      ...(zone === undefined ? {} : { "topology.kubernetes.io/zone": zone }),
      ...labels,
    },
  },
  spec: { taints: [...taints, ...(roles.includes("worker") ? [] : roles.map((role) => ROLE_TAINTS[role]))] },
});

/** What RKE puts on a machine that has no worker role. */
const ROLE_TAINTS = {
  controlplane: { key: "node-role.kubernetes.io/controlplane", value: "true", effect: "NoSchedule" },
  etcd: { key: "node-role.kubernetes.io/etcd", value: "true", effect: "NoExecute" },
  worker: undefined,
};
