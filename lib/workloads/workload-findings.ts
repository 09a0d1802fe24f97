import { defineFinding, type FindingKind, type FindingMaker } from "../finding/finding.ts";

/** A host that no Ingress takes. */
export const hostInvalid: FindingMaker<{ host: string }> = defineFinding({
  code: "host-invalid",
  severity: "error",
  says: ({ host }) =>
    `Cannot route host "${host}": it is no DNS name; allowed are lower-case letters, digits, dashes and dots, such as blog.example.com`,
});

/** A route that nothing would serve. */
export const routeWithoutController: FindingMaker<{ host: string }> = defineFinding({
  code: "route-without-controller",
  severity: "error",
  says: ({ host }) =>
    `Cannot route host "${host}": the cluster comes with no ingress controller; state the className of the one that you install`,
});

/** A workload whose scheme nobody stated. */
export const tlsNotStated: FindingMaker<{ host: string }> = defineFinding({
  code: "tls-not-stated",
  severity: "error",
  says: ({ host }) =>
    `Cannot choose the scheme of "${host}": found no tls; state "none", { secret }, { issuer } or { clusterIssuer }, ` +
    "since WordPress stores the scheme at its installation",
});

/** A size that the API server refuses. */
export const volumeSize: FindingMaker<{ path: string; found: string }> = defineFinding({
  code: "volume-size",
  severity: "error",
  says: ({ path, found }) =>
    `Cannot make a volume of ${path}: found size ${JSON.stringify(found)}; allowed is a quantity such as 20Gi`,
});

/** Every finding that workloads raise. */
export const WORKLOAD_FINDINGS: readonly FindingKind<never>[] = [
  hostInvalid,
  routeWithoutController,
  tlsNotStated,
  volumeSize,
];
