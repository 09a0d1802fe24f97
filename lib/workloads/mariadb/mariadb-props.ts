import type { StatefulSetProps } from "../../../imports/k8s/apps/v1.ts";
import type { ConfigMapProps, ResourceRequirements, ServiceProps } from "../../../imports/k8s/core/v1.ts";
import type { NfsDirectory } from "../../cluster/nfs-directory.ts";
import type { Override } from "../../manifest/override.ts";
import type { NfsVolumeOverrides } from "../nfs-volume.ts";
import type { PodReferenceProps } from "../pod-references.ts";
import type { ClaimReference, SecretReference } from "../reference.ts";
import type { SecretKeys } from "../secret-keys.ts";
import type { AccountKey } from "./mariadb-pod.ts";
import type { MariaDBConfiguration } from "./my-cnf.ts";

/** A MariaDB. */
export interface MariaDBProps extends PodReferenceProps {
  /** Names the StatefulSet, its Services and its Secret; part of the data's identity. @default - mariadb */
  readonly name?: string;
  /**
   * Where its data lies: a directory of an NFS server for it alone, or a claim of its namespace, of whatever storage class and
   * whoever makes it, which its user (uid and gid 999) must be able to write.
   */
  readonly data: NfsDirectory | ClaimReference;
  /** The database that the first start makes. @default - app */
  readonly database?: string;
  /** The user who owns that database. @default - the database's name */
  readonly user?: string;
  /**
   * A Secret of one's own with the passwords of root and of the user, under these keys or others: `"accounts"`, or
   * `{ secret: "accounts", keys: { root: "mariadb-root-password" } }`.
   * @default - one of the database's name with the keys `root` and `user`, which the cluster's secrets.sh makes
   */
  readonly secret?: SecretReference | SecretKeys<AccountKey>;
  /** An official image of MariaDB. @default - the one of the project's dated defaults */
  readonly image?: string;
  /** The buffer pool takes half of the memory's limit. @default - requests of 250m and 512Mi, a limit of 1Gi */
  readonly resources?: ResourceRequirements;
  /** Server variables, over ours; null takes one of ours out. @default - what a database on NFS needs */
  readonly configuration?: MariaDBConfiguration;
  /** The name that it had before: its data moves along. @default - it never had another */
  readonly renamedFrom?: string;
  readonly overrides?: MariaDBOverrides;
}

/** What a program changes of a MariaDB's objects. */
export interface MariaDBOverrides {
  readonly statefulSet?: Override<StatefulSetProps>;
  readonly service?: Override<ServiceProps>;
  readonly headlessService?: Override<ServiceProps>;
  readonly configMap?: Override<ConfigMapProps>;
  readonly volume?: NfsVolumeOverrides;
}
