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
export const checkApiServed: Rule = ({ inventory, types, placeOf }) => {
  // A release that nobody knows has a finding of its own.
  if (inventory === undefined || !kubernetesReleases().includes(inventory.kubernetes)) return [];
  const { kubernetes } = inventory;
  return types.flatMap(({ apiVersion, kind, manifests }) => {
    const releases = servedBy(apiVersion, kind);
    if (releases.length === 0 || releases.includes(kubernetes)) return [];
    const served = releases.join(", ");
    return manifests.map((manifest) => {
      const object = `${kind} "${manifest.metadata.name}" of ${apiVersion}`;
      return apiNotServed(placeOf(manifest), { object, kubernetes, served });
    });
  });
};
