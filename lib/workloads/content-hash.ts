import { hash } from "node:crypto";
import type { ApiObject } from "cdk8s";
import type { ConfigMap } from "../../imports/k8s/core/v1.ts";
import { sortedCopy } from "../manifest/sorted-manifest.ts";
import { cdk8s } from "../tree/cdk8s.ts";
import { tryTakePlainData } from "../tree/plain-data.ts";
import { plainData } from "../tree/resolve-value.ts";

/**
 * The pod template's annotation `checksum/config`, the charts' convention: a change of the configuration rolls the pods that
 * read it, and a change of nothing rolls nothing. Taken at synthesis, so that patches count.
 */
export const contentHash = (config: ConfigMap): Readonly<Record<string, string>> => ({
  "checksum/config": cdk8s.Lazy.any({ produce: () => hashOf(config) }) as string,
});

/**
 * The same for ConfigMaps that somebody else makes, whose keys are variables of the pods: `checksum/environment`. Those that are
 * known by name alone are left out, and so are Secrets: a hash of theirs would let everybody who sees the pods try values.
 */
export const environmentHash = (configMaps: readonly (ApiObject | undefined)[]): Readonly<Record<string, string>> => {
  const known = configMaps.filter((object) => object !== undefined);
  if (known.length === 0) return {};
  return { "checksum/environment": cdk8s.Lazy.any({ produce: () => digest(known.map(contentOf)) }) as string };
};

const hashOf = (config: ConfigMap): string => digest(contentOf(config));

const contentOf = (config: ApiObject): Content => {
  const given = plainDataOf(config) as Content;
  const { data, binaryData } = sortedCopy({ data: given.data, binaryData: given.binaryData });
  // In this order, which a hash keeps.
  return { data, binaryData };
};

interface Content {
  readonly data?: unknown;
  readonly binaryData?: unknown;
}

const plainDataOf = (config: ApiObject): unknown => tryTakePlainData(config)?.data ?? plainData(config.toJson());

const digest = (content: unknown): string => hash("sha256", JSON.stringify(content)).slice(0, 16);
