import type { DatabaseRecord, ExpectedObject, SecretRecord, VolumeRecord } from "../inventory/inventory.ts";
import type { OwnedDirectory } from "../inventory/nfs-host.ts";
import { type FactKind, factKind } from "../tree/fact.ts";

/** An export that a program declared, whether or not anything mounts it. */
export interface DeclaredExport {
  readonly path: string;
  /** Addresses that may mount it in place of the machines that run its pods; declarations of one path add up. @default - those machines */
  readonly clients?: readonly string[] | undefined;
}

/** A volume that a workload mounts: its record, the exported directory that it lies in, and whom its files belong to. */
export interface MountedVolume {
  readonly record: Omit<VolumeRecord, "usedBy">;
  /** The exported directory: the volume's own, or one above it. */
  readonly exported: string;
  readonly owner: Omit<OwnedDirectory, "path">;
}

/** A workload that keeps its data on a volume. */
export interface VolumeUse {
  readonly namespace: string;
  readonly volume: string;
  /** `MariaDB mariadb`. */
  readonly workload: string;
}

/** A workload that keeps tables in a database. */
export interface DatabaseUse {
  readonly namespace: string;
  /** The database server's name. */
  readonly server: string;
  readonly database: string;
  /** What the names of its tables begin with. */
  readonly tablePrefix: string;
  /** `WordPress wordpress`. */
  readonly workload: string;
}

/** Stated by NfsServer. */
export const EXPORT: FactKind<DeclaredExport> = factKind("export");
/** Stated by whatever makes a volume. */
export const VOLUME: FactKind<MountedVolume> = factKind("volume");
/** Stated by workloads. */
export const VOLUME_USE: FactKind<VolumeUse> = factKind("volume-use");
/** Stated by databases. */
export const DATABASE: FactKind<DatabaseRecord> = factKind("database");
/** Stated by whatever uses a database. */
export const DATABASE_USE: FactKind<DatabaseUse> = factKind("database-use");
/** Stated by whatever needs a Secret that nobody but the operator can fill. */
export const SECRET: FactKind<SecretRecord> = factKind("secret");

/** Stated by whatever has values of a Secret: they stand in its manifest, and are shown nowhere. */
export const FILLED: FactKind<readonly Uint8Array[]> = factKind("filled");

/** Stated by workloads that name an object without making it, once for each prop. */
export const EXPECTED: FactKind<ExpectedObject> = factKind("expected");

/** Objects that a workload had under its former name; they run on beside the new ones until somebody deletes them. */
export interface FormerObjects {
  readonly namespace: string;
  /** As kubectl takes them: `statefulset/mariadb`. */
  readonly objects: readonly string[];
}

/** Something that the operator does by hand after the manifests are applied, as a sentence of the run-book. */
export interface ByHand {
  /** How many kinds of steps come before it: 0 for names, 1 for certificates, 2 for visits. */
  readonly after: number;
  readonly says: string;
}

/** Stated by workloads that were renamed. */
export const FORMER_OBJECTS: FactKind<FormerObjects> = factKind("former-objects");
/** Stated by whatever needs a hand from outside the cluster. */
export const BY_HAND: FactKind<ByHand> = factKind("by-hand");

/** Something that holds data and had another name before. */
export interface RenamedData {
  readonly what: "volume" | "database" | "secret";
  readonly from: string;
  readonly to: string;
}

/** Stated by whatever takes a `renamedFrom`. */
export const RENAMED: FactKind<RenamedData> = factKind("renamed");
