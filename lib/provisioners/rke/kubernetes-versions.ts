/** Minor versions of Kubernetes that RKE 1.8.14 installs, oldest first. */
export const RKE_KUBERNETES = ["1.30", "1.31", "1.32"] as const;

/** One of them. */
export type RkeKubernetes = (typeof RKE_KUBERNETES)[number];

/** What cluster.yml calls a version; the suffix is obligatory. Undefined for one that RKE does not install, though its parser takes it. */
export const tryFindRkeVersion = (kubernetes: string): string | undefined =>
  Object.hasOwn(VERSIONS, kubernetes) ? VERSIONS[kubernetes as RkeKubernetes] : undefined;

/** Kubernetes' own patch release, for kubectl: `v1.30.14`. */
export const upstreamVersion = (kubernetes: string): string =>
  (tryFindRkeVersion(kubernetes) ?? `v${kubernetes}.0`).replace(/-rancher.*$/, "");

/** The closed list of RKE 1.8.14's metadata. */
const VERSIONS: Readonly<Record<RkeKubernetes, string>> = {
  "1.30": "v1.30.14-rancher1-1",
  "1.31": "v1.31.14-rancher1-1",
  "1.32": "v1.32.13-rancher1-3",
};
