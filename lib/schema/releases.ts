import { type ReleaseSpan, readApi } from "./api.ts";

/** Minor releases of Kubernetes that are known here, oldest first: `1.28`. */
export const kubernetesReleases = (): readonly string[] => readApi().releases;

/** The releases of a span; all of them for none. */
export const releasesIn = (span: ReleaseSpan | undefined): readonly string[] => {
  const all = kubernetesReleases();
  if (span === undefined) return all;
  if (span.includes(",")) return span.split(",");
  if (!span.includes("-")) return [span];
  const [from = "", to = ""] = span.split("-");
  return all.slice(from === "" ? 0 : all.indexOf(from), to === "" ? undefined : all.indexOf(to) + 1);
};
