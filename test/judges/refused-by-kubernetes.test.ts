import { describe, expect } from "vitest";
import { parse } from "yaml";
import type { Manifest } from "../../lib/manifest/manifest.ts";
import { objectsOf } from "./clusters.ts";
import { type ControlPlane, controlPlanePrograms } from "./control-plane/control-plane.ts";
import { makeNamespace } from "./control-plane/make-namespace.ts";
import { pause } from "./control-plane/processes.ts";
import { registerMachines } from "./control-plane/register-machines.ts";
import { settle, whyPending } from "./control-plane/settle.ts";
import { verdictOnCreate, verdictOnUpdate } from "./control-plane/verdicts.ts";
import { withControlPlane } from "./control-plane/with-control-plane.ts";
import { judged } from "./judge.ts";
import { withImage } from "./with-image.ts";

const MACHINES = [
  {
    name: "node-1",
    address: "10.0.0.11",
    roles: ["controlplane", "etcd", "worker"],
    labels: {},
    taints: [{ key: "disk", value: "slow", effect: "NoSchedule" }],
  },
  { name: "node-2", address: "10.0.0.12", roles: ["controlplane"], labels: {}, taints: [] },
] as const;

interface PodParts {
  readonly pod?: object;
  readonly container?: object;
}

const deployment = (namespace: string, { pod = {}, container = {} }: PodParts = {}): Manifest => ({
  apiVersion: "apps/v1",
  kind: "Deployment",
  metadata: { name: "site", namespace },
  spec: {
    selector: { matchLabels: { app: "site" } },
    template: {
      metadata: { labels: { app: "site" } },
      spec: { containers: [{ name: "site", image: "docker.io/library/nginx:1.29.3", ...container }], ...pod },
    },
  },
});

const service = (namespace: string, spec: object): Manifest => ({
  apiVersion: "v1",
  kind: "Service",
  metadata: { name: "site", namespace },
  spec: { ports: [{ port: 80 }], ...spec },
});

interface RunPod {
  readonly spec: { readonly containers: readonly { readonly image: string }[] };
}

const NFS = { volumes: [{ name: "data", nfs: { server: "203.0.113.10", path: "/data" } }] };

describe.each(["1.30", "1.37"])("Kubernetes %s", (release) => {
  const needs = controlPlanePrograms(release);
  const judge = `kube-apiserver-${release}`;
  const hearing = { judge, needs, artefacts: 1 };
  const prepare = (controlPlane: ControlPlane): Promise<void> => registerMachines(controlPlane, MACHINES);

  withControlPlane({ title: "asked for a verdict", release, prepare }, (controlPlane) => {
    judged("takes what is right", hearing, async () => {
      const namespace = await makeNamespace(controlPlane());
      expect(await verdictOnCreate(controlPlane().api, deployment(namespace))).toBeUndefined();
    });
    judged("refuses a field that it does not know", hearing, async () => {
      const namespace = await makeNamespace(controlPlane());
      const misspelt = deployment(namespace, { pod: { restartPolicie: "Always" } });
      expect(await verdictOnCreate(controlPlane().api, misspelt)).toContain(
        'strict decoding error: unknown field "spec.template.spec.restartPolicie"',
      );
    });
    judged("refuses a value that is none", hearing, async () => {
      const namespace = await makeNamespace(controlPlane());
      expect(await verdictOnCreate(controlPlane().api, service(namespace, { ports: [{ port: 80_000 }] }))).toContain(
        "spec.ports[0].port: Invalid value: 80000",
      );
    });
    judged("reads plain words as Go's YAML does, which is why ours are quoted", hearing, () => {
      const text = "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\ndata: {answer: no, mode: 012}\n";
      const create = ["create", "--dry-run=client", "--validate=false", "-o", "json", "-f", "-"];
      const read = JSON.parse(controlPlane().kubectl(create, text).stdout) as Manifest;
      expect(read["data"]).toEqual({ answer: false, mode: 10 });
      expect((parse(text) as Manifest)["data"]).toEqual({ answer: "no", mode: 12 });
    });
    judged("refuses another selector for a Deployment that is there", hearing, async () => {
      const namespace = await makeNamespace(controlPlane());
      const before = deployment(namespace);
      const labels = { app: "site", tier: "web" };
      const spec = { ...(before["spec"] as object), selector: { matchLabels: labels } };
      const template = { ...(before["spec"] as { template: object }).template, metadata: { labels } };
      const after = { ...before, spec: { ...spec, template } };
      expect(await verdictOnUpdate(controlPlane().api, before, after)).toContain("field is immutable");
    });
    judged("takes another port for a Service that is there", hearing, async () => {
      const namespace = await makeNamespace(controlPlane());
      const after = service(namespace, { ports: [{ port: 8080 }] });
      expect(await verdictOnUpdate(controlPlane().api, service(namespace, {}), after)).toBeUndefined();
    });
    judged("refuses a root pod where the namespace is restricted", hearing, async () => {
      const namespace = await makeNamespace(controlPlane());
      const labels = { "pod-security.kubernetes.io/enforce": "restricted" };
      await controlPlane().api.ask("PATCH", `/api/v1/namespaces/${namespace}`, { metadata: { labels } });
      const pod = { spec: { containers: [{ name: "site", image: "docker.io/library/nginx:1.29.3" }] } };
      const manifest = { apiVersion: "v1", kind: "Pod", metadata: { name: "site", namespace }, ...pod };
      expect(await verdictOnCreate(controlPlane().api, manifest)).toContain('violates PodSecurity "restricted:latest"');
    });

    describe("gives back another thing than was written, so that nothing is ever unchanged:", () => {
      const never = (title: string, parts: PodParts): void =>
        judged(title, hearing, async () => {
          const manifest = JSON.stringify(deployment(await makeNamespace(controlPlane()), parts));
          const apply = (): string => controlPlane().kubectl(["apply", "-f", "-"], manifest).stdout;
          expect([apply(), apply()]).toEqual([
            "deployment.apps/site created\n",
            expect.stringMatching(/^deployment.apps\/site configured\n$/) as string,
          ]);
        });
      const mount = { name: "data", mountPath: "/data" };
      never("readOnly: false", { pod: NFS, container: { volumeMounts: [{ ...mount, readOnly: false }] } });
      never("memory: 1024Mi", { container: { resources: { requests: { memory: "1024Mi" } } } });
      never("args: []", { container: { args: [] } });
    });

    describe("leaves a pod without a machine", () => {
      const stays = (title: string, { pod = {}, container = {} }: PodParts, says: readonly string[]): void =>
        judged(title, { ...hearing, judge: `kube-scheduler-${release}` }, async () => {
          const namespace = await makeNamespace(controlPlane());
          const manifest = JSON.stringify(deployment(namespace, { pod, container }));
          controlPlane().kubectl(["apply", "-f", "-"], manifest);
          const { pods } = await settle(controlPlane());
          const [pending, ...others] = pods.filter(({ metadata }) => metadata.namespace === namespace);
          expect(others).toEqual([]);
          for (const words of says) expect(pending && whyPending(pending)).toContain(words);
        });
      const tolerations = [{ key: "disk", operator: "Exists" }];
      stays("that tolerates no taint", {}, ["had untolerated taint"]);
      const container = { resources: { requests: { memory: "5Gi" } } };
      stays("that is too large for every machine", { pod: { tolerations }, container }, ["1 Insufficient memory"]);
    });
    judged("replaces a MariaDB's pod that never became ready when its template changes", hearing, async () => {
      const namespace = await makeNamespace(controlPlane());
      const set = objectsOf("dist/lecture").find(({ kind }) => kind === "StatefulSet");
      if (set === undefined) throw new Error("the lecture has no StatefulSet");
      const metadata = { ...set.metadata, namespace };
      const image = async (name: string): Promise<string | undefined> => {
        const changed = withImage({ ...set, metadata }, name);
        controlPlane().kubectl(["apply", "-f", "-"], JSON.stringify(changed));
        const wanted = async () =>
          (await controlPlane().api.list<RunPod>(`/api/v1/namespaces/${namespace}/pods`)).some(
            ({ spec }) => spec.containers[0]?.image === name,
          );
        const until = Date.now() + 20_000;
        while (!(await wanted())) {
          if (Date.now() > until) return undefined;
          await pause(200);
        }
        return name;
      };
      expect(await image("mariadb:broken")).toBe("mariadb:broken");
      expect(await image("mariadb:mended")).toBe("mariadb:mended");
    });
    judged("finds a machine for a pod that tolerates the taint", hearing, async () => {
      const namespace = await makeNamespace(controlPlane());
      const pod = { tolerations: [{ key: "disk", operator: "Exists" }] };
      controlPlane().kubectl(["apply", "-f", "-"], JSON.stringify(deployment(namespace, { pod })));
      const { pods } = await settle(controlPlane());
      const placed = pods.filter(({ metadata }) => metadata.namespace === namespace);
      expect(placed.map(({ spec }) => spec.nodeName)).toEqual(["node-1"]);
    });
  });
});
