import { chmodSync, chownSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { KeyToPath, PodSpec, Volume } from "../../../imports/k8s/core/v1.ts";
import { volumeSources } from "../volume-sources.ts";

/** What a pod's volumes are filled from. */
export interface Sources {
  /** By the ConfigMap's name. */
  readonly configMaps: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** By the Secret's name. */
  readonly secrets: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** Folders that are there already, by the claim's name. */
  readonly claims: Readonly<Record<string, string>>;
}

/** Lays a pod's volumes out on disk as a kubelet does, owners and modes too, and says where each one is. */
export const layVolumes = (folder: string, pod: PodSpec, sources: Sources): Readonly<Record<string, string>> =>
  Object.fromEntries(
    (pod.volumes ?? []).map((volume) => [
      volume.name,
      layVolume(join(folder, volume.name), { volume, sources, group: pod.securityContext?.fsGroup ?? 0 }),
    ]),
  );

interface Laying {
  readonly volume: Volume;
  readonly sources: Sources;
  readonly group: number;
}

const layVolume = (path: string, { volume, sources, group }: Laying): string => {
  const claim = volume.persistentVolumeClaim?.claimName;
  if (claim !== undefined) return found(sources.claims, claim, "claim");
  mkdirSync(path);
  chownSync(path, 0, group);
  chmodSync(path, 0o2777);
  if (volume.emptyDir !== undefined) return path;
  const parts = volumeSources(volume);
  if (parts.length === 0) throw new Error(`the volume ${volume.name} is of a kind that no test lays out yet`);
  for (const { name, kind, items, mode } of parts) {
    const values = found(kind === "Secret" ? sources.secrets : sources.configMaps, name, kind);
    for (const item of items ?? everyKey(values)) {
      const file = join(path, item.path);
      writeFileSync(file, found(values, item.key, `key of ${kind} ${name}`));
      chownSync(file, 0, group);
      // A volume that has a group is readable for it, whatever its mode says.
      chmodSync(file, (item.mode ?? mode ?? 0o644) | 0o440);
    }
  }
  return path;
};

const everyKey = (values: Readonly<Record<string, string>>): readonly KeyToPath[] =>
  Object.keys(values).map((key) => ({ key, path: key }));

/** A pod with a missing Secret, ConfigMap, key or claim never starts; neither does it here. */
const found = <T>(values: Readonly<Record<string, T>>, name: string, what: string): T => {
  const value = values[name];
  if (value === undefined)
    throw new Error(`the pod waits for ever: there is no ${what} ${name} among ${Object.keys(values).join(", ")}`);
  return value;
};
