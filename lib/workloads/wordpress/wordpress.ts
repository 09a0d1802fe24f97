import { Deployment, type DeploymentProps } from "../../../imports/k8s/apps/v1.ts";
import {
  ConfigMap,
  type ConfigMapProps,
  type ResourceRequirements,
  Service,
  type ServiceProps,
} from "../../../imports/k8s/core/v1.ts";
import type { IngressProps } from "../../../imports/k8s/networking.k8s.io/v1.ts";
import { defaultsOf } from "../../cluster/cluster.ts";
import { BY_HAND, DATABASE_USE, FORMER_OBJECTS, VOLUME_USE } from "../../cluster/facts.ts";
import { Namespace } from "../../cluster/namespace.ts";
import type { NfsDirectory } from "../../cluster/nfs-directory.ts";
import type { Override } from "../../manifest/override.ts";
import { Construct } from "../../tree/cdk8s.ts";
import { stateFact } from "../../tree/fact.ts";
import { captureOrigin } from "../../tree/origin.ts";
import { report } from "../../tree/report.ts";
import { contentHash } from "../content-hash.ts";
import { MariaDB, type MariaDBProps } from "../mariadb/mariadb.ts";
import { NfsVolume, type NfsVolumeOverrides } from "../nfs-volume.ts";
import { overridden } from "../overridden.ts";
import { RequiredSecret } from "../required-secret.ts";
import { imageFrom, restrictedPod } from "../restricted-pod.ts";
import { Route } from "../route.ts";
import { schemeOf, type Tls } from "../tls.ts";
import {
  databaseElsewhere,
  hostInvalid,
  tlsNotStated,
  wordpressConstant,
  wordpressTablePrefix,
} from "../workload-findings.ts";
import { type WorkloadLabels, workloadLabels } from "../workload-labels.ts";
import { isDefinedByImage, MAX_REQUEST_MIB, siteConfiguration } from "./site-configuration.ts";
import { DEFAULT_TABLE_PREFIX, SALTS, WORDPRESS_UID, wordpressPod } from "./wordpress-pod.ts";

/** A WordPress site. */
export interface WordPressProps {
  /** Names the Deployment, its Service, its Ingress and its Secret; part of the identity. @default - wordpress */
  readonly name?: string;
  /** The site's host name: `blog.example.com`. */
  readonly host: string;
  /** How visitors reach it. Always said, since WordPress stores the scheme at its installation. */
  readonly tls: Tls;
  /** Where uploads, themes and plugins lie. */
  readonly content: NfsDirectory;
  /** The site's own database, or a MariaDB of the same namespace. */
  readonly database: MariaDB | MariaDBProps;
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

/**
 * A WordPress site: Deployment, Service, Ingress, configuration, content on NFS, and a MariaDB. WordPress itself comes from
 * the image, so that a newer image is the upgrade; only `wp-content` is kept.
 */
export class WordPress extends Construct {
  readonly database: MariaDB;
  /** The Secret that must exist, with WordPress's eight keys and salts. */
  readonly secret: RequiredSecret;
  readonly content: NfsVolume;
  readonly configMap: ConfigMap;
  readonly deployment: Deployment;
  readonly service: Service;
  readonly route: Route;

  constructor(scope: Construct, id: string, props: WordPressProps) {
    super(scope, id);
    captureOrigin(this);
    const { name = "wordpress", overrides = {} } = props;
    const tls = isStated(props.tls) ? props.tls : "none";
    if (!isStated(props.tls)) report(this, tlsNotStated, { host: props.host });
    this.#check(props);
    const labels = workloadLabels(this, { application: "wordpress", instance: name, component: "site" });
    this.database = this.#databaseOf(props.database);
    this.secret = new RequiredSecret(this, "secret", {
      name,
      keys: SALTS,
      renamedFrom: props.renamedFrom,
      purpose: `the cookies of WordPress ${name}`,
    });
    this.content = new NfsVolume(this, "content", {
      directory: props.content,
      owner: { uid: WORDPRESS_UID, gid: WORDPRESS_UID, mode: "2775" },
      labels: labels.all,
      ...(overrides.volume === undefined ? {} : { overrides: overrides.volume }),
    });
    this.configMap = this.#makeConfigMap(name, { ...props, tls }, labels);
    this.deployment = this.#makeDeployment(name, { ...props, tls }, labels);
    this.node.defaultChild = this.deployment;
    this.service = this.#makeService(name, labels, overrides.service);
    this.route = new Route(this, "route", {
      name,
      host: props.host,
      service: { name, port: "http" },
      tls,
      maxBodyMiB: MAX_REQUEST_MIB,
      labels: labels.all,
      ...(overrides.ingress === undefined ? {} : { overrides: overrides.ingress }),
    });
    this.#state(name, { ...props, tls });
  }

  #state(name: string, { host, tls, renamedFrom, tablePrefix = DEFAULT_TABLE_PREFIX }: WordPressProps): void {
    const workload = `WordPress ${name}`;
    const namespace = Namespace.of(this).name;
    stateFact(this, VOLUME_USE, { namespace, volume: this.content.claimName, workload });
    const { host: server, database } = this.database;
    stateFact(this, DATABASE_USE, { namespace, server, database, tablePrefix, workload });
    const url = `${schemeOf(tls)}://${host}/wp-admin/install.php`;
    stateFact(this, BY_HAND, {
      after: 2,
      says: `Open ${url} as soon as the pod is ready, and install the site: whoever comes first becomes its admin.`,
    });
    if (renamedFrom === undefined) return;
    const kinds = ["deployment", "service", "ingress"].map((kind) => `${kind}/${renamedFrom}`);
    stateFact(this, FORMER_OBJECTS, { namespace, objects: [...kinds, `configmap/${renamedFrom}-config`] });
  }

  #check({ host, tablePrefix = DEFAULT_TABLE_PREFIX, constants = {} }: WordPressProps): void {
    if (host?.startsWith("*.")) report(this, hostInvalid, { host, found: "a pattern, and WordPress has one address" });
    if (!/^\w+$/.test(tablePrefix)) report(this, wordpressTablePrefix, { found: tablePrefix });
    for (const constant of Object.keys(constants)) {
      if (isDefinedByImage(constant) || !/^[A-Za-z_]\w*$/.test(constant)) report(this, wordpressConstant, { constant });
    }
  }

  #databaseOf(given: MariaDB | MariaDBProps): MariaDB {
    if ("statefulSet" in given) {
      const [own, other] = [Namespace.of(this), Namespace.of(given)];
      if (own.cluster !== other.cluster || own.name !== other.name) {
        const place = `${other.cluster.clusterName}/${other.name}`;
        report(this, databaseElsewhere, { database: given.host, place, namespace: own.name });
      }
      return given;
    }
    return new MariaDB(this, "database", { database: "wordpress", ...given });
  }

  #makeConfigMap(
    name: string,
    { host, tls, constants = {}, overrides }: WordPressProps,
    labels: WorkloadLabels,
  ): ConfigMap {
    const fields: ConfigMapProps = {
      metadata: { name: `${name}-config`, labels: labels.all },
      data: siteConfiguration({ host, scheme: schemeOf(tls), constants }),
    };
    return new ConfigMap(this, "config", overridden(ConfigMap.type, fields, overrides?.configMap));
  }

  #makeDeployment(name: string, props: WordPressProps, labels: WorkloadLabels): Deployment {
    const pod = wordpressPod({
      image: imageFrom(this, props.image ?? defaultsOf(this).images.wordpress),
      resources: props.resources ?? RESOURCES,
      host: props.host,
      scheme: schemeOf(props.tls),
      database: databaseAccess(this.database),
      tablePrefix: props.tablePrefix ?? DEFAULT_TABLE_PREFIX,
      isDebugging: isSwitchedOn(props.constants?.["WP_DEBUG"]),
      saltsSecret: this.secret.name,
      claimName: this.content.claimName,
      configName: this.configMap.name,
    });
    const fields: DeploymentProps = {
      metadata: { name, labels: labels.all },
      spec: {
        replicas: props.replicas ?? 1,
        selector: { matchLabels: labels.selector },
        strategy: { type: "RollingUpdate", rollingUpdate: { maxSurge: 1, maxUnavailable: 0 } },
        template: {
          metadata: { annotations: contentHash(this.configMap), labels: labels.all },
          spec: { ...restrictedPod(this, WORDPRESS_UID), ...pod },
        },
      },
    };
    return new Deployment(this, "site", overridden(Deployment.type, fields, props.overrides?.deployment));
  }

  #makeService(name: string, labels: WorkloadLabels, override: WordPressOverrides["service"]): Service {
    const fields: ServiceProps = {
      metadata: { name, labels: labels.all },
      spec: { ports: [{ name: "http", port: 80, targetPort: "http" }], selector: labels.selector },
    };
    return new Service(this, "service", overridden(Service.type, fields, override));
  }
}

/** What the type demands, a program that nobody type-checked may lack. */
const isStated = (tls: Tls | undefined): tls is Tls => tls !== undefined;

const isSwitchedOn = (constant: string | number | boolean | undefined): boolean =>
  constant !== undefined && constant !== false && constant !== 0 && constant !== "" && constant !== "0";

const databaseAccess = ({ host, port, database, user, secret }: MariaDB) => ({
  host,
  port,
  database,
  user,
  secretName: secret.name,
});

const RESOURCES: ResourceRequirements = {
  requests: { cpu: "250m", memory: "256Mi" },
  limits: { memory: "768Mi" },
};
