import { isReady, type RunPod } from "./cluster-state.ts";
import type { ControlPlane } from "./control-plane.ts";

/** A pod that takes requests, and the machine that it is on. */
export interface ReadyPod {
  /** `/api/v1/namespaces/blog/pods/mariadb-0` */
  readonly path: string;
  readonly name: string;
  readonly uid: string;
  readonly machine: string;
}

/** The one pod that is ready now and whose name begins so. */
export const findReadyPod = async ({ api }: ControlPlane, start: string): Promise<ReadyPod> => {
  const pods = (await api.list<RunPod>("/api/v1/pods")).filter(isReadyPod(start));
  const [pod, ...others] = pods;
  if (pod === undefined || others.length > 0) throw new Error(`${pods.length} pods ${start}… are ready, and not one`);
  const { namespace, name, uid } = pod.metadata;
  return { path: `/api/v1/namespaces/${namespace}/pods/${name}`, name, uid, machine: pod.spec.nodeName ?? "" };
};

export const isReadyPod =
  (start: string) =>
  (pod: RunPod): boolean =>
    pod.metadata.name.startsWith(start) && isReady(pod);
