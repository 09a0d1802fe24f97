import type { PodSpec } from "../../../imports/k8s/core/v1.ts";
import type { Answer, Api } from "./api.ts";
import { follow, keyIn, type Live } from "./follow.ts";
import { STARTS } from "./kwok-stages.ts";
import { podLacks, type Supplies } from "./pod-lacks.ts";

/** The annotation of a pod that a kubelet could not start, or never call ready: what it lacks. */
export const LACKS = "judges.kumiki/lacks";

/** Lets kwok start a pod only when a kubelet could: looks at every placed pod after every change of what pods ask for. */
export const playKubelets = async (api: Api): Promise<{ readonly stop: () => void }> => {
  const following = await follow<Asked>(api, {
    pods: "/api/v1/pods",
    configMaps: "/api/v1/configmaps",
    secrets: "/api/v1/secrets",
    claims: "/api/v1/persistentvolumeclaims",
  });
  const { seen } = following;
  const suppliesIn = (namespace: string): Supplies => ({
    keysOf: (kind, name) => {
      const found = (kind === "Secret" ? seen.secrets : seen.configMaps).get(keyIn(namespace, name));
      return found && Object.keys({ ...found.data, ...found.binaryData });
    },
    isBound: (claim) => seen.claims.get(keyIn(namespace, claim))?.status?.phase === "Bound",
  });
  let isStopped = false;
  const said = new Map<string, string>();
  const look = (pod: AskedPod): void => {
    const { namespace = "", uid, annotations } = pod.metadata;
    if (pod.spec.nodeName === undefined || annotations?.[STARTS] === "true") return;
    const lacks = podLacks(pod.spec, suppliesIn(namespace)).join(", ");
    if (said.get(uid) === lacks) return;
    said.set(uid, lacks);
    const found = lacks === "" ? { [STARTS]: "true", [LACKS]: null } : { [LACKS]: lacks };
    const path = `/api/v1/namespaces/${namespace}/pods/${pod.metadata.name}`;
    void api.ask("PATCH", path, { metadata: { uid, annotations: found } }).then(mustBeTaken, (error: unknown) => {
      if (!isStopped) throw error;
    });
  };
  const lookAtAll = (): void => {
    for (const pod of seen.pods.values()) look(pod);
  };
  following.onChange(lookAtAll);
  lookAtAll();
  return {
    stop: () => {
      isStopped = true;
      following.stop();
    },
  };
};

/** A pod that went in the meantime, or has a successor of its name, needs no word; else a test would wait for nothing. */
const mustBeTaken = ({ status, body }: Answer): void => {
  if (![200, 404, 409].includes(status)) throw new Error(`cannot mark a pod: ${JSON.stringify(body)}`);
};

interface Keyed extends Live {
  readonly data?: Readonly<Record<string, string>>;
  readonly binaryData?: Readonly<Record<string, string>>;
}

interface AskedPod extends Live {
  readonly metadata: Live["metadata"] & {
    readonly uid: string;
    readonly annotations?: Readonly<Record<string, string>>;
  };
  readonly spec: PodSpec;
}

type Asked = {
  readonly pods: AskedPod;
  readonly configMaps: Keyed;
  readonly secrets: Keyed;
  readonly claims: Live & { readonly status?: { readonly phase?: string } };
};
