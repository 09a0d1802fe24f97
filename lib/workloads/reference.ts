import type { ApiObject } from "cdk8s";
import type { IConstruct } from "constructs";
import { Cluster } from "../cluster/cluster.ts";
import { EXPECTED } from "../cluster/facts.ts";
import { groupOf } from "../manifest/identity.ts";
import { cdk8s } from "../tree/cdk8s.ts";
import { type ContextKey, contextKey, tryReadContext } from "../tree/context.ts";
import { stateFact } from "../tree/fact.ts";
import { isWithin } from "../tree/is-within.ts";
import type { KindType } from "../tree/kind-object.ts";
import { namespaceOf, type ObjectOfKind, type ReferencedObject, tryFindReferenced } from "../tree/referenced-object.ts";
import { report } from "../tree/report.ts";
import type { NfsVolume } from "./nfs-volume.ts";
import { isObjectName } from "./object-names.ts";
import { referenceElsewhere, referenceKind, referenceName } from "./reference-findings.ts";
import { isRequiredSecret, type RequiredSecret } from "./required-secret.ts";

/** A Secret with values that nobody draws at random: the name of one that the cluster has, or a construct that makes it. */
export type GivenSecret = string | (ObjectOfKind & { readonly keys?: never });
/** A Secret: the name of one that the cluster has, or a construct that makes or requires it. */
export type SecretReference = string | ObjectOfKind | RequiredSecret;
/** A ConfigMap: the name of one that the cluster has, or a construct that makes it. */
export type ConfigMapReference = string | ObjectOfKind;
/** A ServiceAccount: the name of one that the cluster has, or a construct that makes it. */
export type ServiceAccountReference = string | ObjectOfKind;
/** A PersistentVolumeClaim: the name of one that the cluster has, or a construct that makes it. */
export type ClaimReference = string | ObjectOfKind | NfsVolume;

/** What a prop takes. */
export interface Wanted {
  readonly type: KindType;
  /** The prop, as messages name it: `tls.secret`. */
  readonly prop: string;
  /** @default - true: what pods and Ingresses name stands in their own namespace */
  readonly isNear?: boolean;
  /** Keys that pods take from it. @default - no pod names it, so that it is not listed among what the cluster must have */
  readonly keys?: readonly string[];
}

/** What a prop was given. */
export interface Reference {
  readonly name: string;
  /** Undefined for a name alone. */
  readonly namespace?: string | undefined;
  /** What has to be applied first; undefined for a name alone. */
  readonly object?: ApiObject | undefined;
}

/**
 * Resolves a reference: a name as it is, since the cluster may have what the program does not make; an object after a look at
 * its kind, its cluster and its namespace. What is wrong is a finding about `construct`, the one that refers.
 */
export const resolveReference = (construct: IConstruct, wanted: Wanted, given: unknown): Reference => {
  if (typeof given === "string") return byName(construct, wanted, given);
  const found = tryFindReferenced(given);
  if (found === undefined || !isOfKind(found, wanted.type)) {
    report(construct, referenceKind, { prop: wanted.prop, found: inWords(given, found), kind: wanted.type.kind });
    return { name: found?.name ?? "" };
  }
  const { name } = found;
  const stands = placeOf(given, found);
  if (stands === undefined) return byName(construct, wanted, name);
  const elsewhere = whyElsewhere(construct, stands, wanted);
  if (elsewhere === undefined) return { name, namespace: stands.namespace, object: found.object };
  report(construct, referenceElsewhere, { prop: wanted.prop, found: `${found.kind} ${name}`, ...elsewhere });
  return { name };
};

/** Refuses, for what needs values of its own, a Secret whose values are drawn at random. */
export const resolveGivenSecret = (construct: IConstruct, wanted: Wanted, given: unknown): Reference => {
  if (!isRequiredSecret(given)) return resolveReference(construct, wanted, given);
  const found = "a RequiredSecret, whose values are random";
  report(construct, referenceKind, { prop: wanted.prop, found, kind: wanted.type.kind });
  return { name: given.name };
};

const byName = (construct: IConstruct, { prop, type, keys }: Wanted, name: string): Reference => {
  // Whoever takes the prop for the value itself must not read it in a log.
  const found = type.kind === "Secret" ? "a text that is no name" : JSON.stringify(name);
  if (!isObjectName(name)) report(construct, referenceName, { prop, found, kind: type.kind });
  if (keys === undefined) return { name };
  const usedBy = tryReadContext(construct, WORKLOAD);
  const namespace = namespaceAround(construct);
  if (usedBy !== undefined && namespace !== undefined) {
    stateFact(construct, EXPECTED, { namespace, kind: type.kind, name, keys, usedBy: [usedBy] });
  }
  return { name };
};

/** What a workload is called in the cluster's README; its own construct offers it to what resolves its references. */
export const WORKLOAD: ContextKey<string> = contextKey("workload");

/** Applies an object after what it refers to. */
export const dependOn = (object: ApiObject, references: readonly (Reference | undefined)[]): void => {
  for (const reference of references) if (reference?.object !== undefined) object.addDependency(reference.object);
};

/** The namespace that a construct's objects land in; undefined where its chart says none. */
const namespaceAround = (construct: IConstruct): string | undefined => cdk8s.Chart.of(construct).namespace;

interface Standing {
  readonly construct: IConstruct;
  readonly namespace: string | undefined;
}

/** Undefined for what is known by its name alone: where it was imported says nothing. */
const placeOf = (given: unknown, { object }: ReferencedObject): Standing | undefined => {
  if (object !== undefined) return { construct: object, namespace: namespaceOf(object) };
  return isRequiredSecret(given) ? { construct: given, namespace: namespaceAround(given) } : undefined;
};

const whyElsewhere = (
  construct: IConstruct,
  stands: Standing,
  { type, isNear = true }: Wanted,
): { place: string; here: string } | undefined => {
  const here = Cluster.of(construct);
  if (!isWithin(stands.construct, here)) {
    const other = stands.construct.node.scopes.findLast((scope) => scope instanceof Cluster);
    const place = other instanceof Cluster ? `cluster ${other.clusterName}` : "no cluster";
    return { place, here: `cluster ${here.clusterName}` };
  }
  const namespace = namespaceAround(construct);
  if (!type.namespaced || !isNear || stands.namespace === namespace) return undefined;
  return { place: `namespace ${stands.namespace ?? "(none)"}`, here: `namespace ${namespace ?? "(none)"}` };
};

const isOfKind = ({ apiVersion, kind }: ReferencedObject, type: KindType): boolean =>
  kind === type.kind && groupOf(apiVersion) === groupOf(type.apiVersion);

const inWords = (given: unknown, found: ReferencedObject | undefined): string => {
  if (found !== undefined) return `${found.kind}.${groupOf(found.apiVersion) || "core"} ${found.name}`;
  if (typeof given !== "object" || given === null) return given === null ? "null" : `a value of type ${typeof given}`;
  const { node } = given as Partial<IConstruct>;
  return node === undefined ? "an object that names no kind" : `construct ${node.path}, which is or holds no object`;
};
