import type { Manifest } from "./manifest.ts";

/** The part of a pod's specification that decides where it may run and what it mounts. */
export interface PodSpec {
  readonly nodeName?: string;
  readonly nodeSelector?: Readonly<Record<string, string>>;
  readonly tolerations?: readonly Toleration[];
  readonly affinity?: { readonly nodeAffinity?: { readonly [REQUIRED]?: NodeSelector } };
  readonly volumes?: readonly { readonly persistentVolumeClaim?: { readonly claimName?: string } }[];
}

/** What lets a pod on a tainted machine. */
export interface Toleration {
  readonly key?: string;
  readonly operator?: string;
  readonly value?: string;
  readonly effect?: string;
}

/** Machines that a pod must run on; one of the terms must hold. */
export interface NodeSelector {
  readonly nodeSelectorTerms?: readonly {
    readonly matchExpressions?: readonly NodeRequirement[];
    readonly matchFields?: readonly NodeRequirement[];
  }[];
}

/** What a machine's label must be. */
export interface NodeRequirement {
  readonly key: string;
  readonly operator: string;
  readonly values?: readonly string[];
}

const REQUIRED = "requiredDuringSchedulingIgnoredDuringExecution";

/** Tells whether objects of a kind make pods. */
export const makesPods = (kind: string): boolean => Object.hasOwn(POD_PATHS, kind);

/** The pods that an object makes; undefined for one that makes none. */
export const tryFindPodSpec = (manifest: Manifest): PodSpec | undefined => {
  const path = POD_PATHS[manifest.kind];
  let at: unknown = manifest;
  for (const member of path ?? []) at = (at as Record<string, unknown> | undefined)?.[member];
  return path === undefined ? undefined : (at as PodSpec | undefined);
};

/** The machines' terms that a pod states as obligatory. */
export const requiredNodes = (pod: PodSpec): NodeSelector | undefined => pod.affinity?.nodeAffinity?.[REQUIRED];

/** The claims that a pod mounts. */
export const claimsOf = (pod: PodSpec): readonly string[] =>
  (pod.volumes ?? []).flatMap(({ persistentVolumeClaim }) => persistentVolumeClaim?.claimName ?? []);

const TEMPLATE = ["spec", "template", "spec"];

const POD_PATHS: Readonly<Record<string, readonly string[]>> = {
  Pod: ["spec"],
  Deployment: TEMPLATE,
  StatefulSet: TEMPLATE,
  DaemonSet: TEMPLATE,
  ReplicaSet: TEMPLATE,
  ReplicationController: TEMPLATE,
  Job: TEMPLATE,
  CronJob: ["spec", "jobTemplate", "spec", "template", "spec"],
};
