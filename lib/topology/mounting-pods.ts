import { identityOf } from "../manifest/identity.ts";
import type { Manifest } from "../manifest/manifest.ts";
import { claimsOf, type PodSpec, tryFindPodSpec } from "../manifest/pod-template.ts";

/** Pods that mount a claim, and the object that makes them. */
export interface MountingPods {
  readonly manifest: Manifest;
  readonly pod: PodSpec;
  readonly namespace: string;
  readonly claims: readonly string[];
}

/** Everything that mounts a claim, in the order of the manifests. */
export const mountingPods = (manifests: readonly Manifest[]): readonly MountingPods[] =>
  manifests.flatMap((manifest) => {
    const pod = tryFindPodSpec(manifest);
    const namespace = identityOf(manifest).namespace;
    const claims = pod === undefined ? [] : claimsOf(pod);
    return pod === undefined || namespace === undefined || claims.length === 0
      ? []
      : [{ manifest, pod, namespace, claims }];
  });
