/** Minor versions of Kubernetes that RKE 1.8.14 installs: the closed list of its metadata, all else is accepted and fails. */
export type RkeKubernetes = "1.30" | "1.31" | "1.32";

/** What cluster.yml calls them; the suffix is obligatory. */
export const KUBERNETES_VERSIONS: Readonly<Record<RkeKubernetes, string>> = {
  "1.30": "v1.30.14-rancher1-1",
  "1.31": "v1.31.14-rancher1-1",
  "1.32": "v1.32.13-rancher1-3",
};

/** The end of upstream's patches: a month, as Kubernetes announced it. */
export const END_OF_LIFE: Readonly<Record<RkeKubernetes, string>> = {
  "1.30": "2025-07",
  "1.31": "2025-11",
  "1.32": "2026-02",
};

/** Kubernetes' own patch release, for kubectl: `v1.30.14`. */
export const upstreamVersion = (kubernetes: string): string =>
  (KUBERNETES_VERSIONS[kubernetes as RkeKubernetes] ?? `v${kubernetes}.0`).replace(/-rancher.*$/, "");
