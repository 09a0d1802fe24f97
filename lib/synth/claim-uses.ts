import type { ClaimUse } from "../check/claim-shared.ts";
import { VOLUME, VOLUME_USE, type VolumeUse } from "../cluster/facts.ts";
import { groupBy } from "../manifest/group-by.ts";
import { claimsOf, tryFindPodSpec } from "../manifest/pod-template.ts";
import { writtenPathsOf } from "../manifest/written-paths.ts";
import { type Facts, factsOf, type StatedFact } from "../tree/fact.ts";
import { placeOf } from "../tree/origin.ts";
import type { ManifestInTree } from "./read-tree.ts";

/** What the workloads of a cluster write on claims that more than one of them was given. */
export const claimUsesOf = (facts: Facts, manifests: readonly ManifestInTree[]): readonly ClaimUse[] => {
  // What a volume says of itself is a label: its claim was handed to whom it means.
  const uses = facts.of(VOLUME_USE).filter(({ construct }) => factsOf(construct, VOLUME).length === 0);
  const byClaim = groupBy(uses, ({ value }) => `${value.namespace}/${value.volume}`);
  const shared = [...byClaim.values()].filter((each) => new Set(each.map(({ value }) => value.workload)).size > 1);
  if (shared.length === 0) return [];
  const users = new Set(uses.map(({ construct }) => construct));
  const byUser = groupBy(manifests, ({ object }) => object.node.scopes.findLast((scope) => users.has(scope)));
  return shared.flat().map((use) => claimUseOf(use, byUser.get(use.construct) ?? []));
};

/** A workload whose pods are not seen to mount the claim is taken to write all of it. */
const claimUseOf = ({ construct, value }: StatedFact<VolumeUse>, own: readonly ManifestInTree[]): ClaimUse => {
  const { namespace, volume: claim, workload } = value;
  const mounting = own
    .flatMap(({ asTaken }) => tryFindPodSpec(asTaken) ?? [])
    .filter((pod) => claimsOf(pod).includes(claim));
  const paths = mounting.length === 0 ? ["/"] : mounting.flatMap((pod) => writtenPathsOf(pod, claim));
  return { namespace, claim, workload, paths: [...new Set(paths)], place: placeOf(construct) };
};
