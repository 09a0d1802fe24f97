/**
 * How a host is reached: over plain HTTP, with a certificate from a Secret of type kubernetes.io/tls that exists, or with one
 * that cert-manager gets from an issuer of the namespace or of the cluster.
 */
export type Tls =
  | "none"
  | { readonly secret: string }
  | { readonly issuer: string }
  | { readonly clusterIssuer: string };

/** The scheme of addresses that visitors see. */
export const schemeOf = (tls: Tls): "http" | "https" => (tls === "none" ? "http" : "https");
