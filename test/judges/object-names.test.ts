import { describe, expect } from "vitest";
import { indexCluster } from "../../lib/check/index-cluster.ts";
import { checkObjectNames } from "../../lib/check/object-name.ts";
import type { Manifest } from "../../lib/manifest/manifest.ts";
import { controlPlanePrograms } from "./control-plane/control-plane.ts";
import { makeNamespace } from "./control-plane/make-namespace.ts";
import { verdictOnCreate } from "./control-plane/verdicts.ts";
import { withControlPlane } from "./control-plane/with-control-plane.ts";
import { judged } from "./judge.ts";

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

describe.each(["1.30", "1.37"])("Kubernetes %s", (release) => {
  const hearing = { judge: `kube-apiserver-${release}`, needs: controlPlanePrograms(release), artefacts: 1 };

  withControlPlane({ title: "asked for names", release }, (controlPlane) => {
    judged(
      "takes and refuses the names that we do",
      { ...hearing, artefacts: NAMES.length * KINDS.length },
      async () => {
        const namespace = await makeNamespace(controlPlane());
        const disputed: string[] = [];
        for (const { kind, isAlone = false, ...fields } of KINDS) {
          for (const name of NAMES) {
            const metadata = isAlone ? { name } : { name, namespace };
            const manifest: Manifest = { apiVersion: "v1", kind, ...fields, metadata };
            const theirs = (await verdictOnCreate(controlPlane().api, manifest))?.includes("metadata.name") === true;
            const cluster = { inventory: undefined, manifests: [manifest], placeOf: () => ({ path: "" }) };
            const ours = checkObjectNames(indexCluster(cluster));
            if (theirs !== ours.length > 0) disputed.push(`${kind} ${name}`);
          }
        }
        // Newer releases let a Service begin with a digit; we keep to what all of them take.
        expect(disputed).toEqual(release === "1.30" ? [] : ["Service 1a"]);
      },
    );
  });
});
