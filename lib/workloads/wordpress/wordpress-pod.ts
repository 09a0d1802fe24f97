import type {
  Container,
  EnvVar,
  PodTemplateSpec,
  Probe,
  ResourceRequirements,
  Volume,
  VolumeMount,
} from "../../../imports/k8s/core/v1.ts";
import type { ResolvedEnvironment } from "../environment.ts";
import { RESTRICTED_CONTAINER, SECRET_MODE } from "../restricted-pod.ts";
import { INIT_CORE } from "./init-core.ts";

/** What a WordPress's pod is made from. */
export interface WordPressPod {
  readonly image: string;
  readonly resources: ResourceRequirements;
  readonly host: string;
  readonly scheme: "http" | "https";
  readonly database: DatabaseAccess;
  readonly tablePrefix: string;
  readonly isDebugging: boolean;
  readonly saltsSecret: string;
  /** The Secret's keys of the eight. */
  readonly saltsKeys: Readonly<Record<SaltKey, string>>;
  /** Variables beside ours. */
  readonly environment: Pick<ResolvedEnvironment, "env" | "envFrom">;
  readonly claimName: string;
  readonly configName: string;
}

/** How the site reaches its database. */
export interface DatabaseAccess {
  readonly host: string;
  readonly port: number;
  readonly database: string;
  readonly user: string;
  readonly secretName: string;
  /** The Secret's key that is the password. */
  readonly passwordKey: string;
}

/** www-data of the Debian image; the content's directory on the server belongs to it. */
export const WORDPRESS_UID = 33;

/** What WordPress's own tables begin with where nobody says otherwise. */
export const DEFAULT_TABLE_PREFIX = "wp_";

/** One of WordPress's keys and salts. */
export type SaltKey = `${"AUTH" | "SECURE_AUTH" | "LOGGED_IN" | "NONCE"}_${"KEY" | "SALT"}`;

/** Keys of the Secret that signs the visitors' cookies; every pod of the site must have the same. */
export const SALTS: readonly SaltKey[] = (["AUTH", "SECURE_AUTH", "LOGGED_IN", "NONCE"] as const).flatMap(
  (name) => [`${name}_KEY`, `${name}_SALT`] as const,
);

/**
 * The pod of the official image: WordPress itself from the image, in an emptyDir that an init container fills; content from
 * the volume. Startup and liveness ask for a picture, never for PHP, which answers 500 while the database is away.
 */
export const wordpressPod = (given: WordPressPod): NonNullable<PodTemplateSpec["spec"]> => ({
  containers: [siteContainer(given)],
  initContainers: [initContainer(given)],
  terminationGracePeriodSeconds: 60,
  volumes: volumesOf(given),
});

const initContainer = ({ image }: WordPressPod): Container => ({
  name: "core",
  image,
  command: ["sh", "-ec", INIT_CORE],
  resources: { requests: { cpu: "100m", memory: "64Mi" }, limits: { memory: "256Mi" } },
  securityContext: RESTRICTED_CONTAINER,
  volumeMounts: [HTML, CONTENT, { name: "tmp", mountPath: "/tmp" }],
});

const siteContainer = (given: WordPressPod): Container => ({
  name: "wordpress",
  image: given.image,
  env: [...environmentOf(given), ...given.environment.env],
  ...(given.environment.envFrom.length === 0 ? {} : { envFrom: given.environment.envFrom }),
  lifecycle: { preStop: { exec: { command: ["sleep", "10"] } } },
  ports: [{ name: "http", containerPort: 8080 }],
  resources: given.resources,
  securityContext: RESTRICTED_CONTAINER,
  volumeMounts: MOUNTS,
  startupProbe: { periodSeconds: 10, timeoutSeconds: 5, failureThreshold: 60, ...picture },
  readinessProbe: readiness(given),
  livenessProbe: { periodSeconds: 20, timeoutSeconds: 5, failureThreshold: 6, ...picture },
});

const picture: Probe = { httpGet: { path: "/wp-includes/images/blank.gif", port: "http" } };

/**
 * Asks for the one page that needs the database and loads no plugin: one that is broken must not take away the page where it
 * is switched off. Its first step asks nobody outside. Asks as the visitors' proxy does: else WordPress may redirect to its
 * own address, and the probe follow.
 */
const readiness = ({ host, scheme }: WordPressPod): Probe => ({
  httpGet: {
    path: "/wp-admin/install.php?step=1",
    port: "http",
    httpHeaders: [
      { name: "Host", value: host },
      { name: "X-Forwarded-Proto", value: scheme },
    ],
  },
  periodSeconds: 10,
  timeoutSeconds: 5,
  failureThreshold: 3,
});

const environmentOf = ({
  database: { host, port, database, user },
  tablePrefix,
  isDebugging,
}: WordPressPod): readonly EnvVar[] => [
  // Of names and addresses, only IPv6's have a colon.
  { name: "WORDPRESS_DB_HOST", value: `${host.includes(":") ? `[${host}]` : host}:${port}` },
  { name: "WORDPRESS_DB_NAME", value: database },
  { name: "WORDPRESS_DB_USER", value: user },
  { name: "WORDPRESS_DB_PASSWORD_FILE", value: "/etc/wp-secrets/db-password" },
  ...(tablePrefix === DEFAULT_TABLE_PREFIX ? [] : [{ name: "WORDPRESS_TABLE_PREFIX", value: tablePrefix }]),
  ...(isDebugging ? [{ name: "WORDPRESS_DEBUG", value: "1" }] : []),
  ...SALTS.map((key) => ({ name: `WORDPRESS_${key}_FILE`, value: `/etc/wp-secrets/${key}` })),
  { name: "WORDPRESS_CONFIG_EXTRA_FILE", value: "/etc/wp-config/extra.php" },
];

/** Tells what the pod sets by itself, or what the image would take in its place. */
export const isSetByPod = (variable: string): boolean => SET_BY_POD.has(variable.replace(/_FILE$/, ""));

const SET_BY_POD = new Set(
  ["DB_HOST", "DB_NAME", "DB_USER", "DB_PASSWORD", "TABLE_PREFIX", "DEBUG", "CONFIG_EXTRA", ...SALTS].map(
    (name) => `WORDPRESS_${name}`,
  ),
);

const HTML: VolumeMount = { name: "html", mountPath: "/var/www/html" };
const CONTENT: VolumeMount = { name: "content", mountPath: "/var/www/html/wp-content" };

const configFile = (file: string, mountPath: string): VolumeMount => ({
  name: "config",
  mountPath,
  subPath: file,
  readOnly: true,
});

const MOUNTS: readonly VolumeMount[] = [
  // WordPress itself is the image's: an update from within would be gone with the pod, and leave a newer database behind.
  { ...HTML, readOnly: true },
  CONTENT,
  { name: "tmp", mountPath: "/tmp" },
  { name: "run", mountPath: "/run/apache2" },
  { name: "lock", mountPath: "/run/lock" },
  { name: "secrets", mountPath: "/etc/wp-secrets", readOnly: true },
  { name: "config", mountPath: "/etc/wp-config", readOnly: true },
  configFile("ports.conf", "/etc/apache2/ports.conf"),
  configFile("vhost.conf", "/etc/apache2/sites-enabled/000-default.conf"),
  configFile("mpm.conf", "/etc/apache2/conf-enabled/zz-mpm.conf"),
  configFile("php.ini", "/usr/local/etc/php/conf.d/zz-site.ini"),
];

const volumesOf = ({ claimName, configName, database, saltsSecret, saltsKeys }: WordPressPod): readonly Volume[] => [
  { name: "html", emptyDir: { sizeLimit: "512Mi" } },
  { name: "content", persistentVolumeClaim: { claimName } },
  { name: "tmp", emptyDir: {} },
  { name: "run", emptyDir: { medium: "Memory", sizeLimit: "8Mi" } },
  { name: "lock", emptyDir: { medium: "Memory", sizeLimit: "8Mi" } },
  { name: "config", configMap: { name: configName } },
  {
    name: "secrets",
    projected: {
      defaultMode: SECRET_MODE,
      sources: [
        { secret: { name: database.secretName, items: [{ key: database.passwordKey, path: "db-password" }] } },
        { secret: { name: saltsSecret, items: SALTS.map((salt) => ({ key: saltsKeys[salt], path: salt })) } },
      ],
    },
  },
];
