import type { IConstruct } from "constructs";
import { Secret } from "../../imports/k8s/core/v1.ts";
import { isMapping, nameInWords, type PropRule, takeProp } from "../cluster/take-prop.ts";
import { cdk8s } from "../tree/cdk8s.ts";
import type { KindType } from "../tree/kind-object.ts";
import type { ObjectOfKind } from "../tree/referenced-object.ts";
import { type GivenSecret, type Reference, resolveGivenSecret, resolveReference } from "./reference.ts";

/**
 * How a host is reached: over plain HTTP, with a certificate from a Secret of type kubernetes.io/tls, with the one of a Certificate
 * of cert-manager that stands in the program, or with one that cert-manager gets from an issuer of the namespace or of the
 * cluster.
 */
export type Tls =
  | "none"
  | { readonly secret: GivenSecret }
  | { readonly certificate: ObjectOfKind }
  | { readonly issuer: string | ObjectOfKind }
  | { readonly clusterIssuer: string | ObjectOfKind };

/** Takes a prop `tls`, of a program that nobody type-checked. */
export const takeTls = (construct: IConstruct, value: Tls): Tls =>
  takeProp(construct, TLS, { prop: "tls", value, instead: "none" });

const TLS: PropRule = {
  takes: (value) =>
    value === "none" ||
    (isMapping(value) && ["secret", "certificate", "issuer", "clusterIssuer"].some((way) => way in value)),
  allowed: '"none", { secret }, { certificate }, { issuer } or { clusterIssuer }',
  says: nameInWords,
};

/** The scheme of addresses that visitors see. */
export const schemeOf = (tls: Tls): "http" | "https" => (tls === "none" ? "http" : "https");

/** What an Ingress says of its certificate, what has to be applied before, and what nothing here makes. */
export interface ResolvedTls {
  /** Undefined for plain HTTP. */
  readonly secretName?: string;
  readonly annotations: Readonly<Record<string, string>>;
  readonly reference?: Reference;
  /** A sentence of the run-book. */
  readonly byHand?: string;
}

/** The Ingress that a certificate is for. */
interface Wanting {
  readonly name: string;
  readonly namespace: string;
}

/** Resolves where an Ingress has its certificate from. */
export const resolveTls = (construct: IConstruct, tls: Tls, { name, namespace }: Wanting): ResolvedTls => {
  if (tls === "none") return { annotations: {} };
  if ("secret" in tls) return fromSecret(construct, tls.secret, namespace);
  if ("certificate" in tls) return fromCertificate(construct, tls.certificate, namespace);
  const secretName = `${name}-tls`;
  const isOfCluster = "clusterIssuer" in tls;
  const reference = isOfCluster
    ? resolveReference(construct, { type: CLUSTER_ISSUER, prop: "tls.clusterIssuer" }, tls.clusterIssuer)
    : resolveReference(construct, { type: ISSUER, prop: "tls.issuer" }, tls.issuer);
  const issuer = isOfCluster ? `ClusterIssuer ${reference.name}` : `Issuer ${namespace}/${reference.name}`;
  const needs = reference.object === undefined ? `cert-manager with ${issuer}` : "cert-manager";
  return {
    secretName,
    annotations: { [`cert-manager.io/${isOfCluster ? "cluster-issuer" : "issuer"}`]: reference.name },
    reference,
    byHand: `Install ${needs}, which fills Secret ${namespace}/${secretName}.`,
  };
};

const fromSecret = (construct: IConstruct, secret: GivenSecret, namespace: string): ResolvedTls => {
  const reference = resolveGivenSecret(construct, { type: Secret.type, prop: "tls.secret" }, secret);
  const { name } = reference;
  const command = `kubectl create secret tls ${name} --namespace ${namespace} --cert=FILE --key=FILE`;
  return {
    secretName: name,
    annotations: {},
    reference,
    ...(reference.object === undefined
      ? { byHand: `Put the certificate into Secret ${namespace}/${name}: ${command}` }
      : {}),
  };
};

const fromCertificate = (construct: IConstruct, certificate: ObjectOfKind, namespace: string): ResolvedTls => {
  const reference = resolveReference(construct, { type: CERTIFICATE, prop: "tls.certificate" }, certificate);
  return {
    secretName: secretNameOf(reference),
    annotations: {},
    reference,
    byHand: `Install cert-manager, which fills the Secret of Certificate ${namespace}/${reference.name}.`,
  };
};

/** Read at synthesis, so that patches count. */
const secretNameOf = ({ name, object }: Reference): string => {
  const produce = (): string => {
    const { spec } = (object?.toJson() ?? {}) as { readonly spec?: { readonly secretName?: unknown } };
    if (typeof spec?.secretName === "string") return spec.secretName;
    throw new Error(
      `Cannot take the certificate of Certificate ${name}: found no spec.secretName in the program; state tls: { secret }`,
    );
  };
  return cdk8s.Lazy.any({ produce }) as string;
};

const ofCertManager = (kind: string, namespaced = true): KindType => ({
  apiVersion: "cert-manager.io/v1",
  kind,
  namespaced,
});

const CERTIFICATE = ofCertManager("Certificate");
const ISSUER = ofCertManager("Issuer");
const CLUSTER_ISSUER = ofCertManager("ClusterIssuer", false);
