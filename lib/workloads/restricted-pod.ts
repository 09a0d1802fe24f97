import type { IConstruct } from "constructs";
import type { PodSecurityContext, PodSpec, SecurityContext } from "../../imports/k8s/core/v1.ts";
import { workloadDefaultsOf } from "../cluster/workload-defaults.ts";
import { takeImage } from "./pod-values.ts";

/** A container as Pod Security's level `restricted` wants it, and with a read-only root besides. */
export const RESTRICTED_CONTAINER: SecurityContext = {
  allowPrivilegeEscalation: false,
  capabilities: { drop: ["ALL"] },
  readOnlyRootFilesystem: true,
};

/** Mode of mounted secrets: the user and its group read, nobody writes (0440). */
export const SECRET_MODE = 0o440;

/**
 * What pods of ours have in common: one user for everything, which is the owner of its directories on the NFS server too; no
 * token of the API server, and no variables for each Service around, some of which images take for their own settings.
 */
export const restrictedPod = (
  uid: number,
): Pick<PodSpec, "automountServiceAccountToken" | "enableServiceLinks" | "securityContext"> => ({
  automountServiceAccountToken: false,
  enableServiceLinks: false,
  securityContext: podSecurity(uid),
});

const podSecurity = (uid: number): PodSecurityContext => ({
  runAsNonRoot: true,
  runAsUser: uid,
  runAsGroup: uid,
  fsGroup: uid,
  fsGroupChangePolicy: "OnRootMismatch",
  seccompProfile: { type: "RuntimeDefault" },
});

/** An image, from the cluster's own registry where it has one and the image names none. */
export const imageFrom = (construct: IConstruct, given: string): string => {
  const image = takeImage(construct, given);
  const { registry } = workloadDefaultsOf(construct);
  return registry === undefined || namesRegistry(image) ? image : `${registry}/${image}`;
};

/** As the runtimes decide it: the part before the first slash has a dot or a colon, or is localhost. */
const namesRegistry = (image: string): boolean => /^([^/]*[.:][^/]*|localhost)\//.test(image);
