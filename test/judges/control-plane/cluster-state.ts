import type { Api } from "./api.ts";
import { type Following, follow, keyIn, type Live, type Seen } from "./follow.ts";

/** What rolls out in a cluster, as its API server tells it. */
export type ClusterState = {
  readonly pods: RunPod;
  readonly deployments: Deployment;
  readonly statefulSets: StatefulSet;
  readonly services: Service;
  readonly slices: EndpointSlice;
};

/** A pod, as far as it starts and ends. */
export interface RunPod extends Live {
  readonly metadata: Live["metadata"] & {
    readonly uid: string;
    readonly deletionTimestamp?: string;
    readonly annotations?: Readonly<Record<string, string>>;
    readonly labels?: Readonly<Record<string, string>>;
  };
  readonly spec: { readonly nodeName?: string };
  readonly status?: { readonly conditions?: ReadonlyArray<{ readonly type: string; readonly status: string }> };
}

interface Deployment extends Live {
  readonly metadata: Live["metadata"] & { readonly generation: number };
  readonly spec: { readonly replicas: number };
  readonly status: {
    readonly observedGeneration?: number;
    readonly replicas?: number;
    readonly updatedReplicas?: number;
    readonly availableReplicas?: number;
  };
}

interface StatefulSet extends Live {
  readonly metadata: Live["metadata"] & { readonly generation: number };
  readonly spec: { readonly replicas: number };
  readonly status: {
    readonly observedGeneration?: number;
    readonly updatedReplicas?: number;
    readonly readyReplicas?: number;
    readonly currentRevision?: string;
    readonly updateRevision?: string;
  };
}

interface Service extends Live {
  readonly spec: { readonly selector?: Readonly<Record<string, string>> };
}

interface EndpointSlice extends Live {
  readonly metadata: Live["metadata"] & { readonly labels?: Readonly<Record<string, string>> };
  readonly ports?: readonly unknown[] | null;
  readonly endpoints?: ReadonlyArray<{ readonly conditions?: { readonly ready?: boolean } }> | null;
}

export const followCluster = (api: Api): Promise<Following<ClusterState>> =>
  follow<ClusterState>(api, {
    pods: "/api/v1/pods",
    deployments: "/apis/apps/v1/deployments",
    statefulSets: "/apis/apps/v1/statefulsets",
    services: "/api/v1/services",
    slices: "/apis/discovery.k8s.io/v1/endpointslices",
  });

/** Whether a pod takes requests. */
export const isReady = ({ metadata, status }: RunPod): boolean =>
  metadata.deletionTimestamp === undefined &&
  status?.conditions?.some(({ type, status: value }) => type === "Ready" && value === "True") === true;

/** How many ready endpoints each Service with a selector has, by namespace and name; an endpoint without a port is none. */
export const readyEndpoints = ({ services, slices }: Seen<ClusterState>): ReadonlyMap<string, number> => {
  const counts = new Map<string, number>();
  for (const [name, { spec }] of services) if (spec.selector !== undefined) counts.set(name, 0);
  for (const { metadata, ports, endpoints } of slices.values()) {
    const service = keyIn(metadata.namespace, metadata.labels?.["kubernetes.io/service-name"] ?? "");
    const before = counts.get(service);
    if (before === undefined || (ports ?? []).length === 0) continue;
    counts.set(service, before + (endpoints ?? []).filter(({ conditions }) => conditions?.ready === true).length);
  }
  return counts;
};

/** Whether every workload has all its pods, of its newest template and ready, no other pod is left, and the Services know. */
export const isSettled = (seen: Seen<ClusterState>): boolean => {
  const pods = [...seen.pods.values()];
  const workloads = [...seen.deployments.values(), ...seen.statefulSets.values()];
  return (
    workloads.length > 0 &&
    [...seen.deployments.values()].every(isDeployed) &&
    [...seen.statefulSets.values()].every(isUpdated) &&
    pods.length === workloads.reduce((sum, { spec }) => sum + spec.replicas, 0) &&
    pods.every(isReady) &&
    [...readyEndpoints(seen)].every(([name, ready]) => {
      const service = seen.services.get(name);
      return ready === pods.filter((pod) => service !== undefined && isBehind(service, pod)).length;
    })
  );
};

const isBehind = ({ metadata, spec }: Service, pod: RunPod): boolean =>
  metadata.namespace === pod.metadata.namespace &&
  Object.entries(spec.selector ?? {}).every(([key, value]) => pod.metadata.labels?.[key] === value);

const isDeployed = ({ metadata, spec, status }: Deployment): boolean =>
  status.observedGeneration === metadata.generation &&
  [status.replicas, status.updatedReplicas, status.availableReplicas].every((count) => (count ?? 0) === spec.replicas);

const isUpdated = ({ metadata, spec, status }: StatefulSet): boolean =>
  status.observedGeneration === metadata.generation &&
  (status.updatedReplicas ?? 0) === spec.replicas &&
  (status.readyReplicas ?? 0) === spec.replicas &&
  status.currentRevision === status.updateRevision;
