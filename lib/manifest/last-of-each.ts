import { isInApplyOrder } from "./apply-order.ts";
import { describeIdentity, identityOf } from "./identity.ts";
import type { Manifest } from "./manifest.ts";

/** Of manifests with one identity the last, in the place of the first: what a cluster has when all of them were applied. */
export const lastOfEach = (manifests: readonly Manifest[]): readonly Manifest[] =>
  isInApplyOrder(manifests)
    ? manifests
    : [...new Map(manifests.map((manifest) => [describeIdentity(identityOf(manifest)), manifest])).values()];
