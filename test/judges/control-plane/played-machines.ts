import type { ControlPlane } from "./control-plane.ts";
import { type RegisteredMachine, registerMachines } from "./register-machines.ts";
import { PLAYED } from "./server-arguments.ts";

/** Registers machines whose kubelets kwok plays. */
export const registerPlayedMachines = (
  controlPlane: ControlPlane,
  machines: readonly RegisteredMachine[],
): Promise<void> =>
  registerMachines(
    controlPlane,
    machines.map((machine) => ({ ...machine, labels: { ...machine.labels, [PLAYED]: "true" } })),
  );

/** A machine falls silent, as when its power fails: its kubelet neither renews its lease nor ends a pod. */
export const lose = (controlPlane: ControlPlane, machine: string): Promise<void> => play(controlPlane, machine, null);

/** A lost machine is back. */
export const bringBack = (controlPlane: ControlPlane, machine: string): Promise<void> =>
  play(controlPlane, machine, "true");

const play = async ({ api }: ControlPlane, machine: string, played: string | null): Promise<void> => {
  const { status, body } = await api.ask("PATCH", `/api/v1/nodes/${machine}`, {
    metadata: { labels: { [PLAYED]: played } },
  });
  if (status !== 200) throw new Error(`cannot change ${machine}: ${JSON.stringify(body)}`);
};
