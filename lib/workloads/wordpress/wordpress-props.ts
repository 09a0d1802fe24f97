import type { DeploymentProps } from "../../../imports/k8s/apps/v1.ts";
import type { ConfigMapProps, ResourceRequirements, ServiceProps } from "../../../imports/k8s/core/v1.ts";
import type { IngressProps } from "../../../imports/k8s/networking.k8s.io/v1.ts";
import type { NfsDirectory } from "../../cluster/nfs-directory.ts";
import type { Override } from "../../manifest/override.ts";
import type { EnvironmentProps } from "../environment.ts";
import type { MariaDB } from "../mariadb/mariadb.ts";
import type { MariaDBProps } from "../mariadb/mariadb-props.ts";
import type { NfsVolumeOverrides } from "../nfs-volume.ts";
import type { PodReferenceProps } from "../pod-references.ts";
import type { ClaimReference, SecretReference } from "../reference.ts";
import type { SecretKeys } from "../secret-keys.ts";
import type { Tls } from "../tls.ts";
import type { ExistingDatabase } from "./site-database.ts";
import type { SaltKey } from "./wordpress-pod.ts";

/** A WordPress site. */
export interface WordPressProps extends PodReferenceProps, EnvironmentProps {
  /** Names the Deployment, its Service, its Ingress and its Secret; part of the identity. @default - wordpress */
  readonly name?: string;
  /** The site's host name: `blog.example.com`. */
  readonly host: string;
  /** How visitors reach it. Always said, since WordPress stores the scheme at its installation. */
  readonly tls: Tls;
  /**
   * Where uploads, themes and plugins lie: a directory of an NFS server, or a claim of the site's namespace, of whatever storage
   * class and whoever makes it. A claim has to be ReadWriteMany, since pods of a rollout run beside each other: for another one
   * override the Deployment's `strategy` with `{ type: "Recreate", rollingUpdate: null }`.
   */
  readonly content: NfsDirectory | ClaimReference;
  /** The site's own database, a MariaDB of the same namespace, or a server that somebody else runs. */
  readonly database: MariaDB | MariaDBProps | ExistingDatabase;
  /**
   * A Secret of one's own with WordPress's eight keys and salts, under these keys or others: `"salts"`, or
   * `{ secret: "salts", keys: { AUTH_KEY: "auth" } }`.
   * @default - one of the site's name with the keys `AUTH_KEY` to `NONCE_SALT`, which the cluster's secrets.sh makes
   */
  readonly secret?: SecretReference | SecretKeys<SaltKey>;
  /** Pods. @default - 1; more may run beside each other, since NFS lets them all write */
  readonly replicas?: number;
  /** An official image of WordPress with Apache. @default - the one of the project's dated defaults */
  readonly image?: string;
  /** @default - requests of 250m and 256Mi, a limit of 768Mi */
  readonly resources?: ResourceRequirements;
  /**
   * What the names of the site's tables begin with; sites that share a database each need their own.
   * @default - wp_
   */
  readonly tablePrefix?: string;
  /**
   * Constants of wp-config.php, over ours: `{ WP_DEBUG: true }`. Refuses those that the image takes from elsewhere, such as
   * DB_HOST. @default - ours alone
   */
  readonly constants?: Readonly<Record<string, string | number | boolean>>;
  /** The name that it had before: its Secret moves along. @default - it never had another */
  readonly renamedFrom?: string;
  readonly overrides?: WordPressOverrides;
}

/** What a program changes of a site's objects. */
export interface WordPressOverrides {
  readonly deployment?: Override<DeploymentProps>;
  readonly service?: Override<ServiceProps>;
  readonly configMap?: Override<ConfigMapProps>;
  readonly ingress?: Override<IngressProps>;
  readonly volume?: NfsVolumeOverrides;
}
