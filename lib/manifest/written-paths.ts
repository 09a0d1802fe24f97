import type { PodSpec } from "./pod-template.ts";

/**
 * The directories of a claim that the containers of a pod may write: `/` for all of it, `/a/b` for a `subPath`. What is mounted
 * for reading alone is left out, and so is a `subPathExpr`, which differs from pod to pod.
 */
export const writtenPathsOf = (pod: PodSpec, claim: string): readonly string[] => {
  const { containers = [], initContainers = [], volumes = [] } = pod as PodWithMounts;
  const own = volumes.filter(
    ({ persistentVolumeClaim: source }) => source?.claimName === claim && source.readOnly !== true,
  );
  const names = new Set(own.map(({ name }) => name));
  const mounts = [...initContainers, ...containers].flatMap(({ volumeMounts = [] }) => volumeMounts);
  const written = mounts.filter(
    ({ name, readOnly, subPathExpr }) => names.has(name) && readOnly !== true && subPathExpr === undefined,
  );
  return [...new Set(written.map(({ subPath = "" }) => absolute(subPath)))];
};

interface PodWithMounts {
  readonly containers?: readonly Container[];
  readonly initContainers?: readonly Container[];
  readonly volumes?: readonly {
    readonly name?: string;
    readonly persistentVolumeClaim?: { readonly claimName?: string; readonly readOnly?: boolean };
  }[];
}

interface Container {
  readonly volumeMounts?: readonly {
    readonly name?: string;
    readonly readOnly?: boolean;
    readonly subPath?: string;
    readonly subPathExpr?: string;
  }[];
}

const absolute = (path: string): string => {
  const parts = path.split("/").filter((part) => part !== "" && part !== ".");
  return `/${parts.join("/")}`;
};
