import { compareText } from "../text/compare-text.ts";
import { groupBy } from "./group-by.ts";
import { groupOf } from "./identity.ts";
import type { Manifest } from "./manifest.ts";

/** Things with a manifest in the order in which they are to be applied: by kind, then by namespace, kind and name. */
export const inApplyOrder = <T extends { readonly manifest: Manifest }>(entries: readonly T[]): readonly T[] => {
  const byNamespace = groupBy(entries, ({ manifest }) => manifest.metadata.namespace ?? "");
  const byRank: T[][] = ORDER.map(() => []);
  for (const namespace of [...byNamespace.keys()].toSorted()) {
    // Each namespace by itself: of thousands of objects, each is compared with a dozen.
    for (const [rank, own] of groupBy(byNamespace.get(namespace) ?? [], ({ manifest }) => rankOf(manifest))) {
      const sorted = own.length === 1 ? own : own.toSorted((a, b) => compareIdentities(a.manifest, b.manifest));
      for (const entry of sorted) byRank[rank]?.push(entry);
    }
  }
  return byRank.flat();
};

/** Tells whether each manifest comes after the one before it in that order: then no two of them are one object. */
export const isInApplyOrder = (manifests: readonly Manifest[]): boolean =>
  manifests.every((manifest, index) => {
    const before = manifests[index - 1];
    return before === undefined || (rankOf(before) - rankOf(manifest) || compareIdentities(before, manifest)) < 0;
  });

/** An object is the same in every version of its API. */
const compareIdentities = (a: Manifest, b: Manifest): number =>
  compareText(a.metadata.namespace ?? "", b.metadata.namespace ?? "") ||
  compareText(a.kind, b.kind) ||
  (a.apiVersion === b.apiVersion ? 0 : compareText(groupOf(a.apiVersion), groupOf(b.apiVersion))) ||
  compareText(a.metadata.name, b.metadata.name);

const rankOf = ({ kind }: Manifest): number => RANKS.get(kind) ?? UNKNOWN;

/**
 * What others need comes first, as Helm, Tanka and Argo CD have it. A kind that is not named here comes after all that
 * Kubernetes ships but the webhooks: its definition is among the first, and what it configures must run.
 */
const ORDER = [
  "CustomResourceDefinition",
  "PriorityClass",
  "Namespace",
  "NetworkPolicy",
  "ResourceQuota",
  "LimitRange",
  "PodDisruptionBudget",
  "ServiceAccount",
  "Secret",
  "ConfigMap",
  "StorageClass",
  "PersistentVolume",
  "PersistentVolumeClaim",
  "ClusterRole",
  "ClusterRoleBinding",
  "Role",
  "RoleBinding",
  "Service",
  "DaemonSet",
  "Pod",
  "ReplicaSet",
  "StatefulSet",
  "Deployment",
  "HorizontalPodAutoscaler",
  "Job",
  "CronJob",
  "IngressClass",
  "Ingress",
  "*",
  "APIService",
  "MutatingWebhookConfiguration",
  "ValidatingWebhookConfiguration",
] as const;

const RANKS: ReadonlyMap<string, number> = new Map(ORDER.map((kind, rank) => [kind, rank]));
const UNKNOWN = ORDER.indexOf("*");
