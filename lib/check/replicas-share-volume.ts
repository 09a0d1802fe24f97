import { defineFinding, type FindingMaker } from "../finding/finding.ts";
import type { Manifest } from "../manifest/manifest.ts";
import { claimsOf, tryFindPodSpec } from "../manifest/pod-template.ts";
import type { Rule } from "./rule.ts";

/** Several pods that write what one may write. */
export const replicasShareVolume: FindingMaker<{ workload: string; replicas: string; claim: string }> = defineFinding({
  code: "replicas-share-volume",
  severity: "error",
  says: ({ workload, replicas, claim }) =>
    `Cannot run ${replicas} of ${workload} on claim "${claim}": its access mode is ReadWriteOnce, for one node at a time; ` +
    "run one pod, or give the claim ReadWriteMany where the program can share its files",
});

/** Finds workloads of more than one pod that mount one claim which only one node may write. */
export const checkSharedVolumes: Rule = ({ workloads, ofKind, placeOf }) => {
  const modes = new Map(
    ofKind("PersistentVolumeClaim").map((claim) => [
      `${claim.metadata.namespace}/${claim.metadata.name}`,
      accessModesOf(claim),
    ]),
  );
  if (modes.size === 0) return [];
  return workloads.flatMap((manifest) => {
    const replicas = replicasOf(manifest);
    const pod = tryFindPodSpec(manifest);
    if (replicas === undefined || pod === undefined) return [];
    return claimsOf(pod)
      .filter((claim) => isForOneNode(modes.get(`${manifest.metadata.namespace}/${claim}`) ?? []))
      .map((claim) =>
        replicasShareVolume(placeOf(manifest), {
          workload: `${manifest.kind} ${manifest.metadata.name}`,
          replicas,
          claim,
        }),
      );
  });
};

const accessModesOf = (claim: Manifest): readonly string[] =>
  (claim["spec"] as { accessModes?: readonly string[] } | undefined)?.accessModes ?? [];

const isForOneNode = (modes: readonly string[]): boolean =>
  modes.length > 0 && modes.every((mode) => mode === "ReadWriteOnce" || mode === "ReadWriteOncePod");

/** More than one pod, in words; undefined for one. */
const replicasOf = ({ kind, spec }: Manifest): string | undefined => {
  if (kind === "DaemonSet") return "one pod per node";
  const { replicas } = (spec ?? {}) as { replicas?: unknown };
  return typeof replicas === "number" && replicas > 1 ? `${replicas} pods` : undefined;
};
