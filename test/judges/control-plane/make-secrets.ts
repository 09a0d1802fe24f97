import type { SecretRecord } from "../../../lib/inventory/inventory.ts";
import type { ControlPlane } from "./control-plane.ts";

/** Makes the Secrets that an inventory lists, and their namespaces, as `secrets.sh` does before anything is applied. */
export const makeSecrets = async ({ api }: ControlPlane, secrets: readonly SecretRecord[]): Promise<void> => {
  const make = async (path: string, body: object): Promise<void> => {
    const made = await api.ask("POST", path, body);
    if (made.status !== 201) throw new Error(`cannot make one of ${path}: ${JSON.stringify(made.body)}`);
  };
  for (const name of new Set(secrets.map(({ namespace }) => namespace)))
    await make("/api/v1/namespaces", { metadata: { name } });
  for (const { namespace, name, keys } of secrets) {
    const stringData = Object.fromEntries(keys.map((key) => [key, "judged"]));
    await make(`/api/v1/namespaces/${namespace}/secrets`, { metadata: { name }, stringData });
  }
};
