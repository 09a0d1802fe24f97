import type { JumpHost } from "../../inventory/jump-host.ts";
import type { ClusterConfig } from "./cluster-config.ts";
import { valueAt } from "./key-tree.ts";

/** The bastion host, with what RKE fills in. One without address or user has a finding of its own. */
export const jumpHostOf = (config: ClusterConfig | undefined): JumpHost | undefined => {
  const textAt = (path: string): string | undefined => {
    const value = valueAt(config, path);
    return typeof value === "string" && value !== "" ? value : undefined;
  };
  const address = textAt("bastion_host.address");
  const user = textAt("bastion_host.user");
  if (address === undefined || user === undefined) return undefined;
  const keyPath = textAt("bastion_host.ssh_key_path") ?? textAt("ssh_key_path");
  return { address, user, port: textAt("bastion_host.port") ?? "22", keyPath };
};
