import { type Kit, siteName } from "./kit.ts";

/** A site of fourteen objects, written with typed kinds: the same program for every library of them. */
export const kindsSite = (kit: Kit, index: number): void => {
  const site = siteName(index);
  kit.make("Namespace", "namespace", {
    metadata: { name: site, labels: { "pod-security.kubernetes.io/enforce": "restricted" } },
  });
  kit.make("Secret", "accounts", {
    metadata: { name: "accounts", namespace: site },
    type: "Opaque",
    stringData: { user: "wordpress", host: `database.${site}.svc` },
  });
  database(kit, site);
  frontend(kit, site);
};

const database = (kit: Kit, site: string): void => {
  const labels = { "app.kubernetes.io/name": "mariadb", "app.kubernetes.io/instance": "database" };
  kit.make("ConfigMap", "database-config", {
    metadata: { name: "database-config", namespace: site, labels },
    data: { "my.cnf": "[mariadb]\ninnodb_buffer_pool_size = 512M\ncharacter_set_server = utf8mb4\n" },
  });
  volume(kit, site, "database");
  const pod = {
    name: "mariadb",
    image: "mariadb:11.8.8-noble",
    ports: [{ name: "mariadb", containerPort: 3306 }],
    env: [
      { name: "MARIADB_DATABASE", value: "wordpress" },
      { name: "MARIADB_USER", valueFrom: { secretKeyRef: { name: "accounts", key: "user" } } },
      { name: "MARIADB_AUTO_UPGRADE", value: "1" },
    ],
    mountPath: "/var/lib/mysql",
  };
  workload(kit, { site, name: "database", labels, pod });
  service(kit, { site, name: "database", labels, port: 3306, targetPort: "mariadb" });
  kit.make("NetworkPolicy", "policy", {
    metadata: { name: "database", namespace: site },
    spec: {
      podSelector: { matchLabels: labels },
      policyTypes: ["Ingress"],
      ingress: [
        {
          from: [{ podSelector: { matchLabels: { "app.kubernetes.io/name": "wordpress" } } }],
          ports: [{ protocol: "TCP", port: kit.port(3306) }],
        },
      ],
    },
  });
};

const frontend = (kit: Kit, site: string): void => {
  const labels = { "app.kubernetes.io/name": "wordpress", "app.kubernetes.io/instance": "wordpress" };
  kit.make("ConfigMap", "wordpress-config", {
    metadata: { name: "wordpress-config", namespace: site, labels },
    data: { "php.ini": "upload_max_filesize = 64M\npost_max_size = 64M\nexpose_php = Off\n" },
  });
  volume(kit, site, "wordpress");
  const pod = {
    name: "wordpress",
    image: "wordpress:7.1.0-php8.3-apache",
    ports: [{ name: "http", containerPort: 8080 }],
    env: [
      { name: "WORDPRESS_DB_HOST", valueFrom: { secretKeyRef: { name: "accounts", key: "host" } } },
      { name: "WORDPRESS_DB_USER", valueFrom: { secretKeyRef: { name: "accounts", key: "user" } } },
      { name: "WORDPRESS_TABLE_PREFIX", value: "wp_" },
    ],
    mountPath: "/var/www/html/wp-content",
  };
  workload(kit, { site, name: "wordpress", labels, pod });
  service(kit, { site, name: "wordpress", labels, port: 80, targetPort: "http" });
  const backend = { service: { name: "wordpress", port: { name: "http" } } };
  kit.make("Ingress", "ingress", {
    metadata: {
      name: "wordpress",
      namespace: site,
      annotations: { "nginx.ingress.kubernetes.io/proxy-body-size": "64m" },
    },
    spec: {
      ingressClassName: "nginx",
      rules: [{ host: `${site}.example.com`, http: { paths: [{ path: "/", pathType: "Prefix", backend }] } }],
      tls: [{ hosts: [`${site}.example.com`], secretName: "wordpress-tls" }],
    },
  });
};

const volume = (kit: Kit, site: string, name: string): void => {
  const volumeName = `${site}.${name}`;
  kit.make("PersistentVolume", `${name}-volume`, {
    metadata: { name: volumeName },
    spec: {
      accessModes: ["ReadWriteMany"],
      capacity: { storage: kit.quantity("20Gi") },
      claimRef: { name, namespace: site },
      mountOptions: ["nfsvers=4.1", "hard", "noatime"],
      nfs: { path: `/srv/${name}/${site}`, server: "10.0.0.10" },
      persistentVolumeReclaimPolicy: "Retain",
    },
  });
  kit.make("PersistentVolumeClaim", `${name}-claim`, {
    metadata: { name, namespace: site },
    spec: {
      accessModes: ["ReadWriteMany"],
      resources: { requests: { storage: kit.quantity("1Mi") } },
      storageClassName: "",
      volumeName,
    },
  });
};

interface Workload {
  readonly site: string;
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly pod: {
    readonly name: string;
    readonly image: string;
    readonly ports: readonly { readonly name: string; readonly containerPort: number }[];
    readonly env: readonly object[];
    readonly mountPath: string;
  };
}

const workload = (kit: Kit, { site, name, labels, pod: { mountPath, ...container } }: Workload): void => {
  const probe = { tcpSocket: { port: kit.port(container.ports[0]?.name ?? "") }, periodSeconds: 10 };
  kit.make("Deployment", `${name}-pods`, {
    metadata: { name, namespace: site, labels },
    spec: {
      replicas: 1,
      selector: { matchLabels: labels },
      strategy: { type: "Recreate" },
      template: {
        metadata: { labels },
        spec: {
          automountServiceAccountToken: false,
          containers: [
            {
              ...container,
              resources: {
                requests: { cpu: kit.quantity("250m"), memory: kit.quantity("256Mi") },
                limits: { memory: kit.quantity("768Mi") },
              },
              livenessProbe: { ...probe, failureThreshold: 6 },
              readinessProbe: probe,
              securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ["ALL"] } },
              volumeMounts: [
                { name: "data", mountPath },
                { name: "config", mountPath: "/etc/site", readOnly: true },
              ],
            },
          ],
          securityContext: { runAsNonRoot: true, runAsUser: 1000, fsGroup: 1000 },
          volumes: [
            { name: "data", persistentVolumeClaim: { claimName: name } },
            { name: "config", configMap: { name: `${name}-config` } },
          ],
        },
      },
    },
  });
};

interface Behind {
  readonly site: string;
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly port: number;
  readonly targetPort: string;
}

const service = (kit: Kit, { site, name, labels, port, targetPort }: Behind): void => {
  kit.make("Service", `${name}-service`, {
    metadata: { name, namespace: site, labels },
    spec: { ports: [{ name: targetPort, port, targetPort: kit.port(targetPort) }], selector: labels },
  });
};
