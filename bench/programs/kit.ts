/** What tells two libraries of typed kinds apart: how an object is made, and how quantities and ports are spelled. */
export interface Kit {
  readonly make: (kind: KindName, id: string, fields: object) => void;
  readonly quantity: (text: string) => unknown;
  readonly port: (port: string | number) => unknown;
}

/** The kinds that a site of the bench uses. */
export const KIND_NAMES = [
  "ConfigMap",
  "Deployment",
  "Ingress",
  "Namespace",
  "NetworkPolicy",
  "PersistentVolume",
  "PersistentVolumeClaim",
  "Secret",
  "Service",
] as const;

/** One of them. */
export type KindName = (typeof KIND_NAMES)[number];

/** The name of a site, which is its namespace's too. */
export const siteName = (index: number): string => `site-${String(index).padStart(5, "0")}`;
