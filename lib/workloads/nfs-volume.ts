import type { PersistentVolumeClaimProps, PersistentVolumeProps } from "../../imports/k8s/core/v1.ts";
import { PersistentVolume, PersistentVolumeClaim } from "../../imports/k8s/core/v1.ts";
import { RENAMED, VOLUME, VOLUME_USE } from "../cluster/facts.ts";
import { Namespace } from "../cluster/namespace.ts";
import { type NfsDirectory, volumeId } from "../cluster/nfs-directory.ts";
import { isMapping, type PropRule, requireProp } from "../cluster/take-prop.ts";
import type { Override } from "../manifest/override.ts";
import { Construct } from "../tree/cdk8s.ts";
import { stateFact } from "../tree/fact.ts";
import { captureOrigin } from "../tree/origin.ts";
import { report } from "../tree/report.ts";
import { requireProps } from "../tree/require-props.ts";
import { overridden, takeOverrides } from "./overridden.ts";
import { checkVolumeValues } from "./volume-values.ts";
import { volumeOverride, volumeSize, volumeUnnamed } from "./workload-findings.ts";
import { labelsOfPart } from "./workload-labels.ts";

/** A volume on an NFS server. */
export interface NfsVolumeProps {
  /** What `NfsServer.export` gave, or a directory below it. */
  readonly directory: NfsDirectory;
  /** The user that the pods write it as; the server's set-up script makes the directory his. */
  readonly owner: DirectoryOwner;
  /** @default - ReadWriteMany: NFS can */
  readonly accessMode?: "ReadWriteMany" | "ReadWriteOnce" | "ReadOnlyMany";
  /** @default - nfsvers=4.1, hard, noatime, timeo=600, retrans=2: writes wait for a server that is away, and are not lost */
  readonly mountOptions?: readonly string[];
  /** The workload that keeps its data there, as the inventory names it: `MariaDB mariadb`. @default - the inventory names none */
  readonly usedBy?: string;
  /** Labels of volume and claim. @default - app.kubernetes.io/managed-by, and what the cluster gives to all */
  readonly labels?: Readonly<Record<string, string>>;
  readonly overrides?: NfsVolumeOverrides;
}

/** Whom a directory belongs to. */
export interface DirectoryOwner {
  readonly uid: number;
  readonly gid: number;
  /** Octal, four digits. @default - 0750 */
  readonly mode?: string;
}

/** What a program changes of a volume's objects. */
export interface NfsVolumeOverrides {
  readonly persistentVolume?: Override<PersistentVolumeProps>;
  readonly claim?: Override<PersistentVolumeClaimProps>;
}

/**
 * A PersistentVolume on an NFS server and its claim, pinned to each other, so that no other claim takes the volume and the
 * claim takes no other. Its name comes from the directory, never from the construct: moving code moves no data. Kept when
 * the claim goes (`Retain`).
 */
export class NfsVolume extends Construct {
  /** Unique in the namespace, and the claim's name. */
  readonly claimName: string;
  readonly persistentVolume: PersistentVolume;
  readonly claim: PersistentVolumeClaim;
  readonly directory: NfsDirectory;

  constructor(scope: Construct, id: string, props: NfsVolumeProps) {
    super(scope, id);
    captureOrigin(this);
    requireProps(this, props, ["directory", "owner"]);
    requireProp(this, DIRECTORY, { prop: "directory", value: props.directory });
    const labels = labelsOfPart(this, props.labels);
    const { directory, accessMode = "ReadWriteMany" } = props;
    const overrides = takeOverrides(this, props.overrides);
    const namespace = Namespace.of(this).name;
    const volumeName = `${namespace}.${directory.id}`;
    this.claimName = directory.id;
    this.directory = directory;
    const volume: PersistentVolumeProps = {
      metadata: { name: volumeName, labels },
      spec: {
        accessModes: [accessMode],
        capacity: { storage: directory.size },
        claimRef: { name: this.claimName, namespace },
        ...mountOptionsOf(props),
        nfs: { path: directory.path, server: directory.server.address },
        persistentVolumeReclaimPolicy: "Retain",
      },
    };
    const claim: PersistentVolumeClaimProps = {
      metadata: { name: this.claimName, labels },
      spec: {
        accessModes: [accessMode],
        // A claim of this kind can never be resized, while the volume's capacity may grow: hence a constant.
        resources: { requests: { storage: "1Mi" } },
        storageClassName: "",
        volumeName,
      },
    };
    if (isIdentityOf(overrides.claim) || isIdentityOf(overrides.persistentVolume))
      report(this, volumeOverride, { path: directory.path });
    this.persistentVolume = new PersistentVolume(
      this,
      "volume",
      overridden(PersistentVolume.type, volume, overrides.persistentVolume),
    );
    this.claim = new PersistentVolumeClaim(
      this,
      "claim",
      overridden(PersistentVolumeClaim.type, claim, overrides.claim),
    );
    this.node.defaultChild = this.claim;
    checkVolumeValues(this, props);
    this.#state(namespace, volumeName, Object.assign({}, props.owner, { accessMode }));
    if (props.usedBy !== undefined)
      stateFact(this, VOLUME_USE, { namespace, volume: this.claimName, workload: props.usedBy });
  }

  #state(namespace: string, volumeName: string, owner: DirectoryOwner & { readonly accessMode: string }): void {
    const { directory } = this;
    const parts = directory.path.split("/").slice(1);
    if (!parts.every((part) => /[a-z0-9]/i.test(part))) report(this, volumeUnnamed, { path: directory.path });
    if (!isCapacity(directory.size)) report(this, volumeSize, { path: directory.path, found: directory.size });
    if (directory.renamedFrom !== undefined) {
      stateFact(this, RENAMED, { what: "volume", from: volumeId(directory.renamedFrom), to: directory.id });
    }
    stateFact(this, VOLUME, {
      record: {
        namespace,
        id: directory.id,
        persistentVolume: volumeName,
        claim: this.claimName,
        server: directory.server,
        path: directory.path,
        size: directory.size,
        accessMode: owner.accessMode,
      },
      exported: directory.exported,
      owner: { uid: owner.uid, gid: owner.gid, mode: owner.mode ?? "0750" },
    });
  }
}

const DIRECTORY: PropRule = {
  takes: (value) => isMapping(value) && "exported" in value && isMapping(value["server"]),
  allowed: "what NfsServer.export gives, or a directory below it",
};

/** What exports, pods and claims were already told. */
const isIdentityOf = (override: NfsVolumeOverrides["persistentVolume" | "claim"]): boolean => {
  const { metadata, spec } = (override ?? {}) as {
    readonly metadata?: object;
    readonly spec?: { readonly nfs?: object };
  };
  const { nfs = {} } = spec ?? {};
  return (
    "name" in (metadata ?? {}) ||
    ["claimRef", "volumeName"].some((member) => member in (spec ?? {})) ||
    // What is null takes the member away.
    (nfs as object | null) === null ||
    ["server", "path"].some((member) => member in nfs)
  );
};

/** None where the list is empty, which a server drops. */
const mountOptionsOf = ({ mountOptions = MOUNT_OPTIONS }: NfsVolumeProps) =>
  Array.isArray(mountOptions) && mountOptions.length > 0 ? { mountOptions } : {};

/** `hard` and version 4.1: a server that is away makes writers wait, and locks need no second daemon on the nodes. */
const MOUNT_OPTIONS = ["nfsvers=4.1", "hard", "noatime", "timeo=600", "retrans=2"];

/** As Kubernetes writes sizes: a number above 0, and a unit of powers of two or of ten. Without a unit it would be bytes. */
const isCapacity = (size: unknown): boolean =>
  typeof size === "string" && /^\d+(?:\.\d+)?(?:[KMGTPE]i|[kMGTPE])$/.test(size) && Number.parseFloat(size) > 0;
