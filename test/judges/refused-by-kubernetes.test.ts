import { randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect } from "vitest";
import { parse } from "yaml";
import type { StatefulSetProps } from "../../imports/k8s/apps/v1.ts";
import { checkObjectNames } from "../../lib/check/object-name.ts";
import type { Manifest } from "../../lib/manifest/manifest.ts";
import { ROOT } from "../terminal.ts";
import { outputFiles } from "./clusters.ts";
import { type ControlPlane, controlPlanePrograms } from "./control-plane/control-plane.ts";
import { pause } from "./control-plane/processes.ts";
import { registerMachines } from "./control-plane/register-machines.ts";
import { settle, whyPending } from "./control-plane/settle.ts";
import { verdictOnCreate, verdictOnUpdate } from "./control-plane/verdicts.ts";
import { withControlPlane } from "./control-plane/with-control-plane.ts";
import { judged } from "./judge.ts";

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

/** A namespace of a test's own. */
const namespaceOf = async ({ api }: ControlPlane): Promise<string> => {
  const name = `judge-${randomUUID()}`;
  const { status } = await api.ask("POST", "/api/v1/namespaces", { metadata: { name } });
  if (status !== 201) throw new Error(`cannot make the namespace ${name}: ${status}`);
  return name;
};

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

const NAMES = [
  "a",
  "a-b",
  "a.b",
  "1a",
  "a-",
  "-a",
  "A",
  "a_b",
  "a..b",
  "a:b",
  "a%b",
  "a".repeat(52),
  "a".repeat(53),
].concat([
  "a".repeat(63),
  "a".repeat(64),
  `${"a".repeat(63)}.b`,
  "a.".repeat(126),
  "a".repeat(253),
  "a".repeat(254),
  ".",
]);

type StatefulSetSpec = NonNullable<StatefulSetProps["spec"]>;

interface RunPod {
  readonly spec: { readonly containers: readonly { readonly image: string }[] };
}

const statefulSetOf = (cluster: string, namespace: string): Manifest => {
  const file = outputFiles(".yaml").find((path) => path.startsWith(cluster) && path.includes("statefulset-")) ?? "";
  const manifest = parse(readFileSync(join(ROOT, file), "utf8")) as Manifest;
  return { ...manifest, metadata: { ...manifest.metadata, namespace } };
};

const withImage = (spec: StatefulSetSpec, image: string) => {
  const containers = spec.template?.spec?.containers.map((container) => ({ ...container, image }));
  return { ...spec, template: { ...spec.template, spec: { ...spec.template?.spec, containers } } };
};

interface Sample {
  readonly kind: string;
  readonly apiVersion?: string;
  /** In no namespace. */
  readonly isAlone?: boolean;
  readonly [field: string]: unknown;
}

const TEMPLATE = { spec: { restartPolicy: "Never", containers: [{ name: "a", image: "a:1" }] } };

const KINDS: readonly Sample[] = [
  { kind: "ConfigMap" },
  { kind: "Service", spec: { ports: [{ port: 80 }] } },
  { kind: "Namespace", isAlone: true },
  { apiVersion: "rbac.authorization.k8s.io/v1", kind: "Role", rules: [] },
  { apiVersion: "certificates.k8s.io/v1", kind: "CertificateSigningRequest", isAlone: true, spec: {} },
  {
    apiVersion: "batch/v1",
    kind: "CronJob",
    spec: { schedule: "* * * * *", jobTemplate: { spec: { template: TEMPLATE } } },
  },
  { apiVersion: "scheduling.k8s.io/v1", kind: "PriorityClass", isAlone: true, value: 1 },
];

const NFS = { volumes: [{ name: "data", nfs: { server: "203.0.113.10", path: "/data" } }] };

describe.each(["1.30", "1.37"])("Kubernetes %s", (release) => {
  const needs = controlPlanePrograms(release);
  const judge = `kube-apiserver-${release}`;
  const hearing = { judge, needs, artefacts: 1 };
  const prepare = (controlPlane: ControlPlane): Promise<void> => registerMachines(controlPlane, MACHINES);

  withControlPlane({ title: "asked for a verdict", release, prepare }, (controlPlane) => {
    judged("takes what is right", hearing, async () => {
      const namespace = await namespaceOf(controlPlane());
      expect(await verdictOnCreate(controlPlane().api, deployment(namespace))).toBeUndefined();
    });
    judged("refuses a field that it does not know", hearing, async () => {
      const namespace = await namespaceOf(controlPlane());
      const misspelt = deployment(namespace, { pod: { restartPolicie: "Always" } });
      expect(await verdictOnCreate(controlPlane().api, misspelt)).toContain(
        'strict decoding error: unknown field "spec.template.spec.restartPolicie"',
      );
    });
    judged("refuses a value that is none", hearing, async () => {
      const namespace = await namespaceOf(controlPlane());
      expect(await verdictOnCreate(controlPlane().api, service(namespace, { ports: [{ port: 80_000 }] }))).toContain(
        "spec.ports[0].port: Invalid value: 80000",
      );
    });
    judged(
      "takes and refuses the names that we do",
      { ...hearing, artefacts: NAMES.length * KINDS.length },
      async () => {
        const namespace = await namespaceOf(controlPlane());
        const disputed: string[] = [];
        for (const { kind, isAlone = false, ...fields } of KINDS) {
          for (const name of NAMES) {
            const metadata = isAlone ? { name } : { name, namespace };
            const manifest: Manifest = { apiVersion: "v1", kind, ...fields, metadata };
            const theirs = (await verdictOnCreate(controlPlane().api, manifest))?.includes("metadata.name") === true;
            const ours = checkObjectNames({
              inventory: undefined,
              manifests: [manifest],
              placeOf: () => ({ path: "" }),
            });
            if (theirs !== ours.length > 0) disputed.push(`${kind} ${name}`);
          }
        }
        // Newer releases let a Service begin with a digit; we keep to what all of them take.
        expect(disputed).toEqual(release === "1.30" ? [] : ["Service 1a"]);
      },
    );
    judged("reads plain words as Go's YAML does, which is why ours are quoted", hearing, () => {
      const text = "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\ndata: {answer: no, mode: 012}\n";
      const create = ["create", "--dry-run=client", "--validate=false", "-o", "json", "-f", "-"];
      const read = JSON.parse(controlPlane().kubectl(create, text).stdout) as Manifest;
      expect(read["data"]).toEqual({ answer: false, mode: 10 });
      expect((parse(text) as Manifest)["data"]).toEqual({ answer: "no", mode: 12 });
    });
    judged("refuses another selector for a Deployment that is there", hearing, async () => {
      const namespace = await namespaceOf(controlPlane());
      const before = deployment(namespace);
      const labels = { app: "site", tier: "web" };
      const spec = { ...(before["spec"] as object), selector: { matchLabels: labels } };
      const template = { ...(before["spec"] as { template: object }).template, metadata: { labels } };
      const after = { ...before, spec: { ...spec, template } };
      expect(await verdictOnUpdate(controlPlane().api, before, after)).toContain("field is immutable");
    });
    judged("takes another port for a Service that is there", hearing, async () => {
      const namespace = await namespaceOf(controlPlane());
      const after = service(namespace, { ports: [{ port: 8080 }] });
      expect(await verdictOnUpdate(controlPlane().api, service(namespace, {}), after)).toBeUndefined();
    });
    judged("refuses a root pod where the namespace is restricted", hearing, async () => {
      const namespace = await namespaceOf(controlPlane());
      const labels = { "pod-security.kubernetes.io/enforce": "restricted" };
      await controlPlane().api.ask("PATCH", `/api/v1/namespaces/${namespace}`, { metadata: { labels } });
      const pod = { spec: { containers: [{ name: "site", image: "docker.io/library/nginx:1.29.3" }] } };
      const manifest = { apiVersion: "v1", kind: "Pod", metadata: { name: "site", namespace }, ...pod };
      expect(await verdictOnCreate(controlPlane().api, manifest)).toContain('violates PodSecurity "restricted:latest"');
    });

    describe("gives back another thing than was written, so that nothing is ever unchanged:", () => {
      const never = (title: string, parts: PodParts): void =>
        judged(title, hearing, async () => {
          const manifest = JSON.stringify(deployment(await namespaceOf(controlPlane()), parts));
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
          const namespace = await namespaceOf(controlPlane());
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
      const namespace = await namespaceOf(controlPlane());
      const set = statefulSetOf("dist/lecture", namespace);
      const image = async (name: string): Promise<string | undefined> => {
        const changed = { ...set, spec: withImage(set["spec"] as StatefulSetSpec, name) };
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
      const namespace = await namespaceOf(controlPlane());
      const pod = { tolerations: [{ key: "disk", operator: "Exists" }] };
      controlPlane().kubectl(["apply", "-f", "-"], JSON.stringify(deployment(namespace, { pod })));
      const { pods } = await settle(controlPlane());
      const placed = pods.filter(({ metadata }) => metadata.namespace === namespace);
      expect(placed.map(({ spec }) => spec.nodeName)).toEqual(["node-1"]);
    });
  });
});
