import { createHash } from "node:crypto";
import type { ConfigMap } from "../../imports/k8s/core/v1.ts";
import { cdk8s } from "../tree/cdk8s.ts";

/**
 * The pod template's annotation `checksum/config`, the charts' convention: a change of the configuration rolls the pods that
 * read it, and a change of nothing rolls nothing. Taken at synthesis, so that patches count.
 */
export const contentHash = (config: ConfigMap): Readonly<Record<string, string>> => ({
  "checksum/config": cdk8s.Lazy.any({ produce: () => hashOf(config) }) as string,
});

const hashOf = (config: ConfigMap): string => {
  const { data, binaryData } = config.toJson() as { data?: unknown; binaryData?: unknown };
  return createHash("sha256").update(JSON.stringify({ data, binaryData })).digest("hex").slice(0, 16);
};
