import { randomUUID } from "node:crypto";
import type { ControlPlane } from "./control-plane.ts";

/** Makes a namespace of a test's own, so that tests share a control plane, and gives its name. */
export const makeNamespace = async ({ api }: ControlPlane): Promise<string> => {
  const name = `judge-${randomUUID()}`;
  const { status } = await api.ask("POST", "/api/v1/namespaces", { metadata: { name } });
  if (status !== 201) throw new Error(`cannot make the namespace ${name}: ${status}`);
  return name;
};
