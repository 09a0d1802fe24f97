import { defineFinding, type FindingMaker } from "../finding/finding.ts";
import { kubernetesReleases, servedBy } from "../schema/index.ts";
import type { Rule } from "./rule.ts";

/** An API version that the cluster does not know. */
export const apiNotServed: FindingMaker<{ object: string; kubernetes: string; served: string }> = defineFinding({
  code: "api-not-served",
  severity: "error",
  says: ({ object, kubernetes, served }) =>
    `Cannot create ${object}: Kubernetes ${kubernetes} does not serve it, only ${served} do; use an API version that the cluster serves`,
});

/** Finds objects of Kubernetes' own API in a version that the cluster's Kubernetes does not serve. */
export const checkApiServed: Rule = ({ inventory, manifests, placeOf }) =>
  // A release that nobody knows has a finding of its own.
  inventory === undefined || !kubernetesReleases().includes(inventory.kubernetes)
    ? []
    : manifests.flatMap((manifest) => {
        const { apiVersion, kind, metadata } = manifest;
        const releases = servedBy(apiVersion, kind);
        if (releases.length === 0 || releases.includes(inventory.kubernetes)) return [];
        return [
          apiNotServed(placeOf(manifest), {
            object: `${kind} "${metadata.name}" of ${apiVersion}`,
            kubernetes: inventory.kubernetes,
            served: releases.join(", "),
          }),
        ];
      });
