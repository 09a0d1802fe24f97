import { compareText } from "../text/compare-text.ts";
import { type Identity, identityOf } from "./identity.ts";
import type { Manifest } from "./manifest.ts";

/** Things with a manifest in the order in which they are to be applied: by kind, then by namespace, kind and name. */
export const inApplyOrder = <T extends { readonly manifest: Manifest }>(entries: readonly T[]): readonly T[] =>
  entries
    .map((entry) => {
      const identity = identityOf(entry.manifest);
      return { entry, rank: rankOf(identity), identity };
    })
    .toSorted((a, b) => a.rank - b.rank || compareIdentities(a.identity, b.identity))
    .map(({ entry }) => entry);

const compareIdentities = (a: Identity, b: Identity): number =>
  compareText(a.namespace ?? "", b.namespace ?? "") ||
  compareText(a.kind, b.kind) ||
  compareText(a.group, b.group) ||
  compareText(a.name, b.name);

const rankOf = ({ kind }: Identity): number => RANKS.get(kind) ?? UNKNOWN;

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
