import type { ControlPlane } from "./control-plane.ts";

/** Deletes an object by its path; a pod is ended by its kubelet later. */
export const remove = async ({ api }: ControlPlane, path: string): Promise<void> => {
  const { status, body } = await api.ask("DELETE", path);
  if (status !== 200) throw new Error(`cannot delete ${path}: ${JSON.stringify(body)}`);
};
