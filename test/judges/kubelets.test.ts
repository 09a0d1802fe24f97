import { describe, expect } from "vitest";
import type { Container, PodSpec } from "../../imports/k8s/core/v1.ts";
import { isReady, type RunPod } from "./control-plane/cluster-state.ts";
import { type ControlPlane, controlPlanePrograms } from "./control-plane/control-plane.ts";
import { follow, type Live } from "./control-plane/follow.ts";
import { STARTS } from "./control-plane/kwok-stages.ts";
import { LACKS } from "./control-plane/played-kubelets.ts";
import { registerPlayedMachines } from "./control-plane/played-machines.ts";
import { withControlPlane } from "./control-plane/with-control-plane.ts";
import { judged } from "./judge.ts";

const MACHINE = { name: "node-1", address: "10.0.0.11", roles: ["worker"], labels: {}, taints: [] } as const;

const PODS = "/api/v1/namespaces/default/pods";

/** A pod on the machine, with no scheduler's say in it: that one would hold back a pod without its claim. */
const podOf = (name: string, { container = {}, ...pod }: Case): object => ({
  metadata: { name },
  spec: {
    nodeName: MACHINE.name,
    containers: [{ name: "site", image: "docker.io/library/nginx:1.29.3", ...container }],
    ...pod,
  },
});

type Case = Partial<Omit<PodSpec, "containers">> & { readonly container?: Partial<Container> };

const mounted = (volume: object, mount: object = {}): Case => ({
  volumes: [{ name: "part", ...volume }],
  container: { volumeMounts: [{ name: "part", mountPath: "/part", ...mount }] },
});

const probed = (port: string): Case => ({
  container: {
    ports: [{ name: "http", containerPort: 8080 }],
    readinessProbe: { httpGet: { port, path: "/" } },
  },
});

const WHOLE: Case = {
  ...mounted({ configMap: { name: "settings" } }, { subPath: "site.conf" }),
  initContainers: [
    { name: "init", image: "docker.io/library/nginx:1.29.3", envFrom: [{ secretRef: { name: "users" } }] },
  ],
};

/** What a kubelet would not start, or never call ready, and what of it is lacking. */
const LACKING: Readonly<Record<string, readonly [lacks: string, lacking: Case]>> = {
  "a Secret, in a volume": ["Secret none", mounted({ secret: { secretName: "none" } })],
  "a Secret, in a projected volume": [
    "Secret none",
    mounted({ projected: { sources: [{ secret: { name: "users" } }, { secret: { name: "none" } }] } }),
  ],
  "a Secret, in the environment": ["Secret none", { container: { envFrom: [{ secretRef: { name: "none" } }] } }],
  "a ConfigMap, in a volume": ["ConfigMap none", mounted({ configMap: { name: "none" } })],
  "a ConfigMap, in an init container": [
    "ConfigMap none",
    { initContainers: [{ name: "init", image: "nginx", envFrom: [{ configMapRef: { name: "none" } }] }] },
  ],
  "a Secret's key, in a volume": [
    "key none of Secret users",
    mounted({ secret: { secretName: "users", items: [{ key: "none", path: "root" }] } }),
  ],
  "a Secret's key, in a projected volume": [
    "key none of Secret users",
    mounted({ projected: { sources: [{ secret: { name: "users", items: [{ key: "none", path: "root" }] } }] } }),
  ],
  "a Secret's key, in the environment": [
    "key none of Secret users",
    { container: { env: [{ name: "ROOT", valueFrom: { secretKeyRef: { name: "users", key: "none" } } }] } },
  ],
  "a ConfigMap's key, in the environment": [
    "key none of ConfigMap settings",
    { container: { env: [{ name: "SITE", valueFrom: { configMapKeyRef: { name: "settings", key: "none" } } }] } },
  ],
  "what its subPath names": [
    "subPath none.conf of volume part",
    mounted({ configMap: { name: "settings" } }, { subPath: "none.conf" }),
  ],
  "what its subPath names, by the path that it has there": [
    "subPath site.conf of volume part",
    mounted(
      { configMap: { name: "settings", items: [{ key: "site.conf", path: "other.conf" }] } },
      { subPath: "site.conf" },
    ),
  ],
  "the port that its probe names": ["port https of container site", probed("https")],
  "the port that its hook names": [
    "port https of container site",
    { container: { lifecycle: { preStop: { httpGet: { port: "https", path: "/" } } } } },
  ],
  "a claim": ["claim none", mounted({ persistentVolumeClaim: { claimName: "none" } })],
  "a volume for its claim": ["claim unbound", mounted({ persistentVolumeClaim: { claimName: "unbound" } })],
};

const make = async ({ api }: ControlPlane, path: string, body: object): Promise<void> => {
  const made = await api.ask("POST", `${path}?fieldValidation=Strict`, body);
  if (made.status !== 201) throw new Error(`cannot make one of ${path}: ${JSON.stringify(made.body)}`);
};

const followPods = async ({ api }: ControlPlane) => {
  const following = await follow<{ readonly pods: RunPod }>(api, { pods: PODS });
  return { ...following, pod: (name: string) => following.seen.pods.get(`default/${name}`) };
};

const untilPodsAreTaken = async ({ api }: ControlPlane): Promise<void> => {
  const path = "/api/v1/serviceaccounts";
  const following = await follow<{ readonly accounts: Live }>(api, { accounts: path });
  await following.until("the namespace has its account", ({ accounts }) => accounts.has("default/default"));
  following.stop();
};

const nameOf = (index: number): string => `lacking-${index}`;

describe.each(["1.30", "1.37"])("kubelets of Kubernetes %s", (release) => {
  const hearing = { judge: "kwok", needs: controlPlanePrograms(release, true), artefacts: 1 };
  const prepare = async (controlPlane: ControlPlane): Promise<void> => {
    await registerPlayedMachines(controlPlane, [MACHINE]);
    await untilPodsAreTaken(controlPlane);
    const namespace = "/api/v1/namespaces/default";
    await make(controlPlane, `${namespace}/configmaps`, { metadata: { name: "settings" }, data: { "site.conf": "" } });
    await make(controlPlane, `${namespace}/secrets`, { metadata: { name: "users" }, stringData: { user: "judged" } });
    await make(controlPlane, `${namespace}/persistentvolumeclaims`, {
      metadata: { name: "unbound" },
      spec: { storageClassName: "", accessModes: ["ReadWriteOnce"], resources: { requests: { storage: "1Gi" } } },
    });
    for (const [index, [, lacking]] of Object.values(LACKING).entries())
      await make(controlPlane, PODS, podOf(nameOf(index), lacking));
    // Later than all of them, so that they had as long to become ready as this one.
    await make(controlPlane, PODS, podOf("whole", WHOLE));
    const { pod, until, stop } = await followPods(controlPlane);
    await until("the pod that lacks nothing is ready", () => isReadyNow(pod("whole")));
    stop();
  };
  const isReadyNow = (pod: RunPod | undefined): boolean => pod !== undefined && isReady(pod);

  withControlPlane({ title: "that kwok plays", release, hasKubelets: true, prepare }, (controlPlane) => {
    for (const [index, [title, [lacks]]] of Object.entries(LACKING).entries()) {
      judged(`keeps back a pod that lacks ${title}`, hearing, async () => {
        const { pod, stop } = await followPods(controlPlane());
        stop();
        expect(pod(nameOf(index))?.metadata.annotations?.[LACKS]).toBe(lacks);
        expect(isReadyNow(pod(nameOf(index)))).toBe(false);
      });
    }

    judged("starts a pod that lacks only what may be lacking", hearing, async () => {
      const optional = mounted({ secret: { secretName: "none", optional: true } });
      await make(controlPlane(), PODS, podOf("optional", optional));
      const { pod, until, stop } = await followPods(controlPlane());
      await until("the pod is ready", () => isReadyNow(pod("optional")));
      stop();
    });

    judged("keeps back a pod until its Secret is there", hearing, async () => {
      await make(controlPlane(), PODS, podOf("waiting", mounted({ secret: { secretName: "late" } })));
      const { pod, until, stop } = await followPods(controlPlane());
      await until("it is kept back", () => pod("waiting")?.metadata.annotations?.[LACKS] === "Secret late");
      await make(controlPlane(), "/api/v1/namespaces/default/secrets", { metadata: { name: "late" } });
      await until("the pod is ready", () => isReadyNow(pod("waiting")));
      expect(pod("waiting")?.metadata.annotations?.[LACKS]).toBeUndefined();
      stop();
    });

    judged("would have called them all ready, had nobody looked", hearing, async () => {
      const names = Object.keys(LACKING).map((_, index) => nameOf(index));
      for (const name of names)
        await controlPlane().api.ask("PATCH", `${PODS}/${name}`, { metadata: { annotations: { [STARTS]: "true" } } });
      const { pod, until, stop } = await followPods(controlPlane());
      await until("all are ready", () => names.every((name) => isReadyNow(pod(name))));
      stop();
    });
  });
});
