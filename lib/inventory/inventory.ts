import type { Machine } from "./machine.ts";

/** Version of the shape of `inventory.json`; readers refuse one that they do not know. */
export const INVENTORY_FORMAT = 1;

/** A cluster as plain data, with every default filled in: what provisioners render and what `inventory.json` holds. */
export interface Inventory {
  readonly name: string;
  /** Kubernetes' minor version: `1.30`. */
  readonly kubernetes: string;
  /** The date of the defaults that filled in what the program left out: `2026-11`. */
  readonly defaults: string;
  readonly provisioner: { readonly name: string; readonly release: string };
  /** In the order of their names. */
  readonly machines: readonly Machine[];
  readonly networks: Networks;
  /** The ingress controller that comes with the cluster. @default - none */
  readonly ingress?: IngressController;
  readonly volumes: readonly VolumeRecord[];
  readonly databases: readonly DatabaseRecord[];
  readonly secrets: readonly SecretRecord[];
  /** What workloads name and nobody makes here. @default - nothing */
  readonly expected?: readonly ExpectedObject[];
  /** Where each value came from that the program did not state: path in this file, source. */
  readonly defaulted: Readonly<Record<string, string>>;
  readonly acknowledged: readonly Acknowledgement[];
}

/** The cluster's address ranges. */
export interface Networks {
  /** CIDR of the pods. */
  readonly pods: string;
  /** CIDR of the Services. */
  readonly services: string;
  /** Address of the cluster's DNS, inside `services`. */
  readonly dns: string;
  readonly domain: string;
  /** Ports that Services of type NodePort may take. */
  readonly nodePorts: { readonly from: number; readonly to: number };
}

/** An ingress controller, as workloads need to know it. */
export interface IngressController {
  readonly controller: string;
  /** The IngressClass that Ingresses name. */
  readonly className: string;
}

/** A volume that the cluster's workloads keep data on. */
export interface VolumeRecord {
  readonly namespace: string;
  /** Unique in its namespace: `bitnami-mariadb`. */
  readonly id: string;
  /** Name of the PersistentVolume: `<namespace>.<id>`. */
  readonly persistentVolume: string;
  readonly claim: string;
  readonly server: { readonly name: string; readonly address: string };
  /** The directory that the server exports. */
  readonly path: string;
  readonly size: string;
  readonly accessMode: string;
  /** The workload that keeps its data there: `MariaDB mariadb`. */
  readonly usedBy: readonly string[];
}

/** A database whose data the cluster keeps. */
export interface DatabaseRecord {
  readonly namespace: string;
  readonly name: string;
  readonly engine: string;
  readonly volume: string;
  readonly secret: string;
}

/** A Secret that must exist in the cluster before the workloads start; its values are never known here. */
export interface SecretRecord {
  readonly namespace: string;
  readonly name: string;
  readonly keys: readonly string[];
  /** Where its values were before it was renamed. @default - it never was */
  readonly renamedFrom?: { readonly namespace: string; readonly name: string };
  /** What needs it, in words: `the accounts of MariaDB mariadb`. */
  readonly purpose: string;
}

/** An object that the cluster must have before the workloads start, and that somebody else makes. */
export interface ExpectedObject {
  readonly namespace: string;
  readonly kind: string;
  readonly name: string;
  /** Keys that workloads take from it, in order. */
  readonly keys: readonly string[];
  /** Who names it: `WordPress magazine`. */
  readonly usedBy: readonly string[];
}

/** A finding that the program means to live with. */
export interface Acknowledgement {
  readonly code: string;
  readonly about: string;
  readonly reason: string;
}
