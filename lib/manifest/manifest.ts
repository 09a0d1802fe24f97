/** One object of Kubernetes' API as plain data, whoever wrote it. */
export interface Manifest {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: ManifestMetadata;
  readonly [member: string]: unknown;
}

/** The part of an object's metadata that identifies it. */
export interface ManifestMetadata {
  readonly name: string;
  readonly namespace?: string;
  readonly [member: string]: unknown;
}

/** Tells whether a value of unknown origin is an object of Kubernetes' API. */
export const isManifest = (value: unknown): value is Manifest => {
  if (typeof value !== "object" || value === null) return false;
  const { apiVersion, kind, metadata } = value as Partial<Record<string, unknown>>;
  if (typeof apiVersion !== "string" || typeof kind !== "string") return false;
  return typeof metadata === "object" && metadata !== null && typeof (metadata as { name?: unknown }).name === "string";
};
