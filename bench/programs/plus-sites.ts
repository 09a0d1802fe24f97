import { Chart, Duration, Size } from "cdk8s";
import {
  ConfigMap,
  type ContainerProps,
  Cpu,
  Deployment,
  EnvValue,
  Handler,
  type IConfigMap,
  Ingress,
  IngressBackend,
  type IPersistentVolumeClaim,
  k8s,
  Namespace,
  PersistentVolumeAccessMode,
  PersistentVolumeClaim,
  Probe,
  Secret,
  Service,
  StatefulSet,
  Volume,
  type VolumeMount,
} from "cdk8s-plus-28";
import type { Construct } from "constructs";
import { siteName } from "./kit.ts";
import { FILL_CORE, MY_CNF, siteFiles } from "./site-texts.ts";

/** Sites of WordPress and MariaDB as people write them with cdk8s-plus, each a chart of the app given. */
export const plusSites = (app: Construct, sites: number): void => {
  for (let index = 0; index < sites; index += 1) {
    const site = siteName(index);
    // Each object states its namespace: a chart's would be written into volumes too, which live in none.
    const chart = new Chart(app, site);
    new Namespace(chart, "namespace", {
      metadata: { name: site, labels: { "pod-security.kubernetes.io/enforce": "baseline" } },
    });
    volume(chart, site, { name: "content", mode: "ReadWriteMany" });
    volume(chart, site, { name: "database", mode: "ReadWriteOnce" });
    database(chart, site);
    frontend(chart, site);
  }
};

const volume = (chart: Chart, site: string, { name, mode }: { readonly name: string; readonly mode: string }): void => {
  const claim = `srv-${name}-${site}`;
  new k8s.KubePersistentVolume(chart, `${name}-volume`, {
    metadata: { name: `${site}.${claim}` },
    spec: {
      accessModes: [mode],
      capacity: { storage: k8s.Quantity.fromString("20Gi") },
      claimRef: { name: claim, namespace: site },
      mountOptions: ["nfsvers=4.1", "hard", "noatime", "timeo=600", "retrans=2"],
      nfs: { path: `/srv/${name}/${site}`, server: "10.0.0.10" },
      persistentVolumeReclaimPolicy: "Retain",
    },
  });
};

const claimOf = (chart: Chart, site: string, name: "content" | "database"): PersistentVolumeClaim => {
  const { READ_WRITE_MANY, READ_WRITE_ONCE } = PersistentVolumeAccessMode;
  return new PersistentVolumeClaim(chart, `${name}-claim`, {
    metadata: { name: `srv-${name}-${site}`, namespace: site },
    accessModes: [name === "content" ? READ_WRITE_MANY : READ_WRITE_ONCE],
    storage: Size.gibibytes(20),
    storageClassName: "",
  });
};

const database = (chart: Chart, site: string): void => {
  const config = new ConfigMap(chart, "database-config", {
    metadata: { name: "mariadb-config", namespace: site },
    data: { "kumiki.cnf": MY_CNF },
  });
  const claim = claimOf(chart, site, "database");
  const accounts = Secret.fromSecretName(chart, "database-accounts", "mariadb");
  const check = Probe.fromCommand(["healthcheck.sh", "--connect", "--innodb_initialized"], {
    periodSeconds: Duration.seconds(10),
    timeoutSeconds: Duration.seconds(5),
    failureThreshold: 6,
  });
  const pods = new StatefulSet(chart, "mariadb", {
    metadata: { name: "mariadb", namespace: site },
    replicas: 1,
    service: serviceOf(chart, site, { ...DATABASE_PORT, name: "mariadb-headless", clusterIP: "None" }),
    securityContext: { user: 999, group: 999, fsGroup: 999 },
    terminationGracePeriod: Duration.seconds(120),
    containers: [
      {
        name: "mariadb",
        image: "mariadb:11.8.8-noble",
        portNumber: 3306,
        args: ["--skip-log-bin"],
        envVariables: values({
          MARIADB_AUTO_UPGRADE: "1",
          MARIADB_DATABASE: "wordpress",
          MARIADB_INITDB_SKIP_TZINFO: "1",
          MARIADB_PASSWORD_FILE: "/etc/db-secrets/user",
          MARIADB_ROOT_HOST: "localhost",
          MARIADB_ROOT_PASSWORD_FILE: "/etc/db-secrets/root",
          MARIADB_USER: "wordpress",
        }),
        liveness: check,
        readiness: check,
        startup: check,
        resources: {
          cpu: { request: Cpu.millis(250) },
          memory: { request: Size.mebibytes(512), limit: Size.mebibytes(1024) },
        },
        securityContext: { user: 999, group: 999, readOnlyRootFilesystem: true },
        volumeMounts: [
          {
            path: "/var/lib/mysql",
            volume: Volume.fromPersistentVolumeClaim(chart, "database-data", claim as IPersistentVolumeClaim),
          },
          { path: "/tmp", volume: Volume.fromEmptyDir(chart, "database-tmp", "tmp") },
          { path: "/run/mysqld", volume: Volume.fromEmptyDir(chart, "database-run", "run") },
          {
            path: "/etc/mysql/conf.d",
            volume: Volume.fromConfigMap(chart, "database-files", config as IConfigMap),
            readOnly: true,
          },
          { path: "/etc/db-secrets", volume: Volume.fromSecret(chart, "database-secrets", accounts), readOnly: true },
        ],
      },
    ],
  });
  serviceOf(chart, site, DATABASE_PORT).select(pods);
  new k8s.KubeNetworkPolicy(chart, "policy", {
    metadata: { name: "mariadb", namespace: site },
    spec: {
      podSelector: { matchLabels: { "app.kubernetes.io/name": "mariadb" } },
      policyTypes: ["Ingress"],
      ingress: [
        {
          from: [{ podSelector: { matchLabels: { "app.kubernetes.io/name": "wordpress" } } }],
          ports: [{ protocol: "TCP", port: k8s.IntOrString.fromNumber(3306) }],
        },
      ],
    },
  });
};

const DATABASE_PORT = { name: "mariadb", portName: "mariadb", port: 3306, targetPort: 3306 };

const serviceOf = (
  chart: Chart,
  site: string,
  { name, portName, port, targetPort, clusterIP }: typeof DATABASE_PORT & { readonly clusterIP?: string },
): Service =>
  new Service(chart, `${name}-service`, {
    metadata: { name, namespace: site },
    ports: [{ name: portName, port, targetPort }],
    ...(clusterIP === undefined ? {} : { clusterIP }),
  });

const frontend = (chart: Chart, site: string): void => {
  const host = `${site}.example.com`;
  const config = new ConfigMap(chart, "site-config", {
    metadata: { name: "wordpress-config", namespace: site },
    data: siteFiles(host),
  });
  const claim = claimOf(chart, site, "content");
  const volumes = {
    html: Volume.fromEmptyDir(chart, "site-html", "html"),
    content: Volume.fromPersistentVolumeClaim(chart, "site-content", claim as IPersistentVolumeClaim),
    tmp: Volume.fromEmptyDir(chart, "site-tmp", "tmp"),
    run: Volume.fromEmptyDir(chart, "site-run", "run"),
    lock: Volume.fromEmptyDir(chart, "site-lock", "lock"),
    secrets: Volume.fromSecret(chart, "site-secrets", Secret.fromSecretName(chart, "site-salts", "wordpress")),
    config: Volume.fromConfigMap(chart, "site-files", config as IConfigMap),
  };
  const pods = new Deployment(chart, "wordpress", {
    metadata: { name: "wordpress", namespace: site },
    replicas: 1,
    securityContext: { user: 33, group: 33, fsGroup: 33 },
    terminationGracePeriod: Duration.seconds(60),
    initContainers: [
      {
        name: "core",
        image: WORDPRESS,
        command: ["sh", "-ec", FILL_CORE],
        resources: resources(100, 64, 256),
        securityContext: { user: 33, group: 33, readOnlyRootFilesystem: true },
        volumeMounts: [
          { path: "/var/www/html", volume: volumes.html },
          { path: "/var/www/html/wp-content", volume: volumes.content },
          { path: "/tmp", volume: volumes.tmp },
        ],
      },
    ],
    containers: [
      {
        name: "wordpress",
        image: WORDPRESS,
        portNumber: 8080,
        envVariables: values(siteVariables()),
        ...siteProbes(),
        lifecycle: { preStop: Handler.fromCommand(["sleep", "10"]) },
        resources: resources(250, 256, 768),
        securityContext: { user: 33, group: 33, readOnlyRootFilesystem: true },
        volumeMounts: siteMounts(volumes),
      },
    ],
  });
  const service = serviceOf(chart, site, { name: "wordpress", portName: "http", port: 80, targetPort: 8080 });
  service.select(pods);
  new Ingress(chart, "ingress", {
    metadata: {
      name: "wordpress",
      namespace: site,
      annotations: { "nginx.ingress.kubernetes.io/proxy-body-size": "72m" },
    },
    className: "nginx",
    rules: [{ host, path: "/", backend: IngressBackend.fromService(service) }],
    tls: [{ hosts: [host], secret: Secret.fromSecretName(chart, "certificate", "wordpress-tls") }],
  });
};

const WORDPRESS = "wordpress:7.1.0-php8.3-apache";

const SALTS = ["AUTH_KEY", "AUTH_SALT", "SECURE_AUTH_KEY", "SECURE_AUTH_SALT"].concat([
  "LOGGED_IN_KEY",
  "LOGGED_IN_SALT",
  "NONCE_KEY",
  "NONCE_SALT",
]);

const siteVariables = (): Readonly<Record<string, string>> => ({
  WORDPRESS_DB_HOST: "mariadb:3306",
  WORDPRESS_DB_NAME: "wordpress",
  WORDPRESS_DB_USER: "wordpress",
  WORDPRESS_DB_PASSWORD_FILE: "/etc/wp-secrets/db-password",
  ...Object.fromEntries(SALTS.map((key) => [`WORDPRESS_${key}_FILE`, `/etc/wp-secrets/${key}`])),
  WORDPRESS_CONFIG_EXTRA_FILE: "/etc/wp-config/extra.php",
});

const values = (variables: Readonly<Record<string, string>>): Record<string, EnvValue> =>
  Object.fromEntries(Object.entries(variables).map(([name, value]) => [name, EnvValue.fromValue(value)]));

const siteProbes = (): Pick<ContainerProps, "liveness" | "readiness" | "startup"> => {
  const often = { periodSeconds: Duration.seconds(10), timeoutSeconds: Duration.seconds(5) };
  const picture = "/wp-includes/images/blank.gif";
  return {
    liveness: Probe.fromHttpGet(picture, { ...often, failureThreshold: 6 }),
    readiness: Probe.fromHttpGet("/wp-admin/install.php?step=1", { ...often, failureThreshold: 3 }),
    startup: Probe.fromHttpGet(picture, { ...often, failureThreshold: 60 }),
  };
};

const siteMounts = (volumes: Readonly<Record<string, Volume>>): VolumeMount[] =>
  [
    ["html", "/var/www/html"],
    ["content", "/var/www/html/wp-content"],
    ["tmp", "/tmp"],
    ["run", "/run/apache2"],
    ["lock", "/run/lock"],
    ["secrets", "/etc/wp-secrets"],
    ["config", "/etc/wp-config"],
    ["config", "/etc/apache2/ports.conf", "ports.conf"],
    ["config", "/etc/apache2/sites-enabled/000-default.conf", "vhost.conf"],
    ["config", "/etc/apache2/conf-enabled/zz-mpm.conf", "mpm.conf"],
    ["config", "/usr/local/etc/php/conf.d/zz-site.ini", "php.ini"],
  ].flatMap(([name = "", path = "", subPath]) => {
    const found = volumes[name];
    if (found === undefined) return [];
    return [{ volume: found, path, ...(subPath === undefined ? {} : { subPath, readOnly: true }) }];
  });

const resources = (millis: number, request: number, limit: number): NonNullable<ContainerProps["resources"]> => ({
  cpu: { request: Cpu.millis(millis) },
  memory: { request: Size.mebibytes(request), limit: Size.mebibytes(limit) },
});
