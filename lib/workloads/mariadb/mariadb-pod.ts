import type { Container, PodTemplateSpec, ResourceRequirements, Volume } from "../../../imports/k8s/core/v1.ts";
import { RESTRICTED_CONTAINER, SECRET_MODE } from "../restricted-pod.ts";

/** What a MariaDB's pod is made from. */
export interface MariaDBPod {
  readonly image: string;
  readonly database: string;
  readonly user: string;
  readonly resources: ResourceRequirements;
  readonly claimName: string;
  readonly secretName: string;
  /** The Secret's keys of the two passwords. */
  readonly secretKeys: Readonly<Record<AccountKey, string>>;
  readonly configName: string;
}

/** The accounts whose passwords a MariaDB's Secret has. */
export type AccountKey = "root" | "user";

/** The user of the official image; the directory on the server belongs to it. */
export const MARIADB_UID = 999;

/**
 * The pod of the official image, run as its own user from a read-only root. The first start may take minutes on NFS and
 * must not be interrupted, since a half-made data directory never starts again: hence 15 minutes before any probe kills.
 */
export const mariadbPod = (given: MariaDBPod): NonNullable<PodTemplateSpec["spec"]> => ({
  containers: [containerOf(given)],
  terminationGracePeriodSeconds: 120,
  volumes: volumesOf(given),
});

const containerOf = ({ image, database, user, resources }: MariaDBPod): Container => ({
  name: "mariadb",
  image,
  args: ["--skip-log-bin"],
  env: [
    { name: "MARIADB_AUTO_UPGRADE", value: "1" },
    { name: "MARIADB_DATABASE", value: database },
    { name: "MARIADB_INITDB_SKIP_TZINFO", value: "1" },
    { name: "MARIADB_PASSWORD_FILE", value: "/etc/db-secrets/user" },
    { name: "MARIADB_ROOT_HOST", value: "localhost" },
    { name: "MARIADB_ROOT_PASSWORD_FILE", value: "/etc/db-secrets/root" },
    { name: "MARIADB_USER", value: user },
  ],
  ports: [{ name: "mariadb", containerPort: 3306 }],
  resources,
  securityContext: RESTRICTED_CONTAINER,
  volumeMounts: [
    { name: "data", mountPath: "/var/lib/mysql" },
    { name: "tmp", mountPath: "/tmp" },
    { name: "run", mountPath: "/run/mysqld" },
    { name: "config", mountPath: "/etc/mysql/conf.d", readOnly: true },
    { name: "secrets", mountPath: "/etc/db-secrets", readOnly: true },
  ],
  startupProbe: { exec: HEALTH, periodSeconds: 10, timeoutSeconds: 10, failureThreshold: 90 },
  readinessProbe: { exec: HEALTH, periodSeconds: 10, timeoutSeconds: 5, failureThreshold: 3 },
  livenessProbe: { exec: HEALTH, periodSeconds: 20, timeoutSeconds: 10, failureThreshold: 6 },
});

const HEALTH = { command: ["healthcheck.sh", "--connect", "--innodb_initialized"] };

const volumesOf = ({ claimName, secretName, secretKeys, configName }: MariaDBPod): readonly Volume[] => [
  { name: "data", persistentVolumeClaim: { claimName } },
  { name: "tmp", emptyDir: {} },
  { name: "run", emptyDir: { medium: "Memory", sizeLimit: "8Mi" } },
  { name: "config", configMap: { name: configName } },
  {
    name: "secrets",
    secret: {
      secretName,
      defaultMode: SECRET_MODE,
      items: [
        { key: secretKeys.root, path: "root" },
        { key: secretKeys.user, path: "user" },
      ],
    },
  },
];
