import type { Manifest } from "../../../lib/manifest/manifest.ts";
import type { ControlPlane } from "./control-plane.ts";
import { pause } from "./processes.ts";

/** A pod, as far as its placement goes. */
export interface Pod {
  readonly metadata: Manifest["metadata"] & {
    readonly namespace: string;
    readonly labels?: Readonly<Record<string, string>>;
  };
  readonly spec: { readonly nodeName?: string };
  readonly status?: {
    readonly conditions?: ReadonlyArray<{ readonly type: string; readonly status: string; readonly message?: string }>;
  };
}

/** A claim of a volume. */
export interface Claim {
  readonly metadata: Manifest["metadata"];
  readonly spec: { readonly volumeName?: string };
  readonly status: { readonly phase?: string };
}

interface Workload {
  readonly kind?: string;
  readonly metadata: Manifest["metadata"] & { readonly generation?: number };
  readonly spec: { readonly replicas?: number };
  readonly status: { readonly observedGeneration?: number; readonly replicas?: number };
}

export interface Settled {
  readonly pods: readonly Pod[];
  readonly claims: readonly Claim[];
}

/** Waits until the controllers have made every pod that is asked for, and claims and pods have their place or a reason for none. */
export const settle = async (controlPlane: ControlPlane): Promise<Settled> => {
  const until = Date.now() + 30_000;
  for (;;) {
    const { open, settled } = await look(controlPlane);
    if (open.length === 0) return settled;
    if (Date.now() > until) throw new Error(`not settled after 30 s: ${open.join(", ")}`);
    await pause(200);
  }
};

const look = async ({
  api,
}: ControlPlane): Promise<{ readonly open: readonly string[]; readonly settled: Settled }> => {
  const [pods, claims, deployments, sets] = await Promise.all([
    api.list<Pod>("/api/v1/pods"),
    api.list<Claim>("/api/v1/persistentvolumeclaims"),
    api.list<Workload>("/apis/apps/v1/deployments"),
    api.list<Workload>("/apis/apps/v1/statefulsets"),
  ]);
  const open = [
    ...deployments.filter((each) => !hasPods(each, each.spec.replicas ?? 1)).map(named("Deployment")),
    // Without a kubelet no pod turns ready, and a StatefulSet makes the next one only then.
    ...sets.filter((each) => !hasPods(each, Math.min(1, each.spec.replicas ?? 1))).map(named("StatefulSet")),
    ...claims.filter(({ status }) => status.phase !== "Bound").map(named("PersistentVolumeClaim")),
    ...pods.filter((pod) => pod.spec.nodeName === undefined && !hasVerdict(pod)).map(named("Pod")),
  ];
  return { open, settled: { pods, claims } };
};

/** The scheduler looks again at a pod whose claims were not bound yet, so that is no verdict. */
const hasVerdict = (pod: Pod): boolean => {
  const reason = whyPending(pod);
  return reason !== undefined && !reason.includes("unbound immediate PersistentVolumeClaims");
};

const hasPods = ({ metadata, status }: Workload, count: number): boolean =>
  (status.observedGeneration ?? 0) >= (metadata.generation ?? 1) && (status.replicas ?? 0) >= count;

const named =
  (kind: string) =>
  ({ metadata }: { readonly metadata: Manifest["metadata"] }): string =>
    `${kind} ${metadata.namespace ?? ""}/${metadata.name}`;

/** Why the scheduler finds no machine for a pod, in its own words. */
export const whyPending = ({ status }: Pod): string | undefined =>
  status?.conditions?.find((condition) => condition.type === "PodScheduled" && condition.status === "False")?.message;
