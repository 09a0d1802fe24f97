import { generateKeyPairSync } from "node:crypto";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** Writes what the servers and their administrator prove themselves with, and gives the kubeconfig's path. */
export const writeCredentials = (folder: string, port: number, token: string): string => {
  mkdirSync(join(folder, "certificates"));
  const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  writeFileSync(join(folder, "accounts.key"), privateKey.export({ type: "pkcs1", format: "pem" }), { mode: 0o600 });
  writeFileSync(join(folder, "tokens.csv"), `${token},admin,admin,"system:masters"\n`, { mode: 0o600 });
  const kubeconfig = join(folder, "kubeconfig");
  const cluster = {
    server: `https://127.0.0.1:${port}`,
    "certificate-authority": join(folder, "certificates", "apiserver.crt"),
  };
  const config = {
    apiVersion: "v1",
    kind: "Config",
    clusters: [{ name: "judge", cluster }],
    users: [{ name: "admin", user: { token } }],
    contexts: [{ name: "judge", context: { cluster: "judge", user: "admin" } }],
    "current-context": "judge",
  };
  writeFileSync(kubeconfig, JSON.stringify(config), { mode: 0o600 });
  return kubeconfig;
};
