import { ApiObject, Chart } from "cdk8s";
import * as plus from "cdk8s-plus-28";
import type { Construct } from "constructs";
import { ConfigMap, PersistentVolumeClaim, Secret, ServiceAccount } from "kumiki/k8s/core/v1";
import type { Namespace } from "../../lib/index.ts";
import type { Manifest } from "../../lib/manifest/manifest.ts";
import { manifestsOf, type Sample, sample } from "../sample.ts";

/** The objects of a kind that a program makes. */
export const made = (program: (sample: Sample) => void, kind: string): readonly Manifest[] => {
  const given = sample();
  program(given);
  return manifestsOf(given.project).filter((manifest) => manifest.kind === kind);
};

/** The pods of the first object of a kind. */
export const podOf = (program: (sample: Sample) => void, kind = "Deployment"): Record<string, unknown> => {
  const [workload] = made(program, kind);
  const spec = workload?.["spec"] as { template: { spec: Record<string, unknown> } } | undefined;
  return spec?.template.spec ?? {};
};

/** One object in every way that a library has of making it, all of them called `theirs`. */
export const ways = (kind: "Secret" | "ConfigMap" | "PersistentVolumeClaim" | "ServiceAccount") => {
  const plain = { apiVersion: "v1", kind, metadata: { name: "theirs" } };
  const generated = { Secret, ConfigMap, PersistentVolumeClaim, ServiceAccount }[kind];
  const ofPlus: Record<typeof kind, (scope: Construct) => { name: string; kind: string; apiVersion: string }> = {
    Secret: (scope) => new plus.Secret(scope, "theirs", { metadata: { name: "theirs" } }),
    ConfigMap: (scope) => new plus.ConfigMap(scope, "theirs", { metadata: { name: "theirs" } }),
    PersistentVolumeClaim: (scope) => new plus.PersistentVolumeClaim(scope, "theirs", { metadata: { name: "theirs" } }),
    ServiceAccount: (scope) => new plus.ServiceAccount(scope, "theirs", { metadata: { name: "theirs" } }),
  };
  const imported: Record<typeof kind, (scope: Construct) => { name: string; kind: string; apiVersion: string }> = {
    Secret: (scope) => plus.Secret.fromSecretName(scope, "theirs", "theirs"),
    ConfigMap: (scope) => plus.ConfigMap.fromConfigMapName(scope, "theirs", "theirs"),
    PersistentVolumeClaim: (scope) => plus.PersistentVolumeClaim.fromClaimName(scope, "theirs", "theirs"),
    ServiceAccount: (scope) => plus.ServiceAccount.fromServiceAccountName(scope, "theirs", "theirs"),
  };
  return [
    ["a name", () => "theirs"],
    ["a typed kind of ours", (scope: Namespace) => new generated(scope, "theirs", { metadata: { name: "theirs" } })],
    ["a construct of cdk8s-plus", ofPlus[kind]],
    ["one that cdk8s-plus imports by name", imported[kind]],
    ["an ApiObject of cdk8s", (scope: Namespace) => new ApiObject(scope, "theirs", plain)],
    [
      "an ApiObject of a chart of theirs with the same namespace",
      (scope: Namespace) => new ApiObject(new Chart(scope, "chart", { namespace: "blog" }), "theirs", plain),
    ],
  ] as const;
};
