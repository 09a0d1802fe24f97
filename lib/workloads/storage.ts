import { PersistentVolumeClaim } from "../../imports/k8s/core/v1.ts";
import type { NfsDirectory } from "../cluster/nfs-directory.ts";
import { isMapping } from "../cluster/take-prop.ts";
import type { Construct } from "../tree/cdk8s.ts";
import { report } from "../tree/report.ts";
import { NfsVolume, type NfsVolumeOverrides, type NfsVolumeProps } from "./nfs-volume.ts";
import { type ClaimReference, type Reference, resolveReference } from "./reference.ts";
import { volumeOfOthers } from "./workload-findings.ts";

/** A volume to make where a directory was given. */
export interface StorageToMake extends Omit<NfsVolumeProps, "directory" | "overrides"> {
  /** The construct's id, which is the prop's name. */
  readonly id: string;
  readonly overrides?: NfsVolumeOverrides | undefined;
}

/** The claim that a workload mounts. */
export interface ResolvedStorage {
  readonly reference: Reference;
  /** What the program gave; undefined for what was made here. */
  readonly given?: Reference;
  /** What was made here; undefined for a claim that was given. */
  readonly volume: NfsVolume | undefined;
}

/** Makes the volume of a directory, or takes a claim that somebody else makes. */
export const resolveStorage = (
  construct: Construct,
  given: NfsDirectory | ClaimReference,
  { id, overrides, ...props }: StorageToMake,
): ResolvedStorage => {
  if (isDirectory(given)) {
    const own = { directory: given, ...props, ...(overrides === undefined ? {} : { overrides }) };
    const volume = new NfsVolume(construct, id, own);
    return { reference: { name: volume.claimName }, volume };
  }
  const reference = resolveReference(construct, { type: PersistentVolumeClaim.type, prop: id, keys: [] }, given);
  if (overrides !== undefined) report(construct, volumeOfOthers, { prop: id, claim: reference.name });
  return { reference, given: reference, volume: undefined };
};

const isDirectory = (given: NfsDirectory | ClaimReference): given is NfsDirectory =>
  isMapping(given) && "exported" in given;
