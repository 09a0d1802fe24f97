import { Deployment, type DeploymentProps } from "../../../imports/k8s/apps/v1.ts";
import {
  ConfigMap,
  type ConfigMapProps,
  type ResourceRequirements,
  Service,
  type ServiceProps,
} from "../../../imports/k8s/core/v1.ts";
import { checkFormerName } from "../../cluster/check-names.ts";
import { defaultsOf } from "../../cluster/cluster.ts";
import { BY_HAND, DATABASE_USE, FORMER_OBJECTS, VOLUME_USE } from "../../cluster/facts.ts";
import { Namespace } from "../../cluster/namespace.ts";
import { inWords } from "../../finding/in-words.ts";
import { Construct } from "../../tree/cdk8s.ts";
import { provideContext } from "../../tree/context.ts";
import { stateFact } from "../../tree/fact.ts";
import { captureOrigin } from "../../tree/origin.ts";
import { report } from "../../tree/report.ts";
import { requireProps } from "../../tree/require-props.ts";
import { contentHash, environmentHash } from "../content-hash.ts";
import { resolveEnvironment } from "../environment.ts";
import type { MariaDB } from "../mariadb/mariadb.ts";
import type { NfsVolume } from "../nfs-volume.ts";
import { overridden, takeOverrides } from "../overridden.ts";
import { resolvePodReferences } from "../pod-references.ts";
import { takeReplicas, takeResources } from "../pod-values.ts";
import { dependOn, WORKLOAD } from "../reference.ts";
import { RequiredSecret } from "../required-secret.ts";
import { imageFrom, restrictedPod } from "../restricted-pod.ts";
import { Route } from "../route.ts";
import { type ResolvedKeys, resolveSecretKeys } from "../secret-keys.ts";
import { type ResolvedStorage, resolveStorage } from "../storage.ts";
import { textOr } from "../text-or.ts";
import { schemeOf, type Tls, takeTls } from "../tls.ts";
import { hostInvalid, tlsNotStated, wordpressTablePrefix } from "../workload-findings.ts";
import { type WorkloadLabels, workloadLabels } from "../workload-labels.ts";
import { MAX_REQUEST_MIB, siteConfiguration } from "./site-configuration.ts";
import { type ResolvedDatabase, resolveDatabase } from "./site-database.ts";
import { takeConstants } from "./take-constants.ts";
import { DEFAULT_TABLE_PREFIX, isSetByPod, SALTS, type SaltKey, WORDPRESS_UID, wordpressPod } from "./wordpress-pod.ts";
import type { WordPressOverrides, WordPressProps } from "./wordpress-props.ts";

/**
 * A WordPress site: Deployment, Service, Ingress, configuration, content on NFS or on a claim, and a MariaDB or somebody else's
 * server. WordPress itself comes from the image, so that a newer image is the upgrade; only `wp-content` is kept.
 */
export class WordPress extends Construct {
  /** Undefined where the program gave a server that somebody else runs. */
  readonly database: MariaDB | undefined;
  /** The Secret that must exist, with WordPress's eight keys and salts; undefined where the program gave one of its own. */
  readonly secret: RequiredSecret | undefined;
  /** Undefined where the program gave a claim. */
  readonly content: NfsVolume | undefined;
  readonly configMap: ConfigMap;
  readonly deployment: Deployment;
  readonly service: Service;
  readonly route: Route;

  constructor(scope: Construct, id: string, props: WordPressProps) {
    super(scope, id);
    captureOrigin(this);
    requireProps(this, props, ["host", "content", "database"]);
    const { name = "wordpress" } = props;
    const overrides = takeOverrides(this, props.overrides);
    const constants = takeConstants(this, props.constants);
    provideContext(this, WORKLOAD, `WordPress ${name}`);
    const tls = isStated(props.tls) ? takeTls(this, props.tls) : "none";
    const host = textOr(props.host, "");
    if (!isStated(props.tls)) report(this, tlsNotStated, { host });
    this.#check(props);
    const labels = workloadLabels(this, { application: "wordpress", instance: name, component: "site" });
    const database = resolveDatabase(this, props.database);
    this.database = database.own;
    this.secret = props.secret === undefined ? this.#makeSecret(name, props.renamedFrom) : undefined;
    const salts = resolveSecretKeys(this, { given: props.secret, own: name, names: SALTS });
    const storage = resolveStorage(this, props.content, {
      id: "content",
      owner: { uid: WORDPRESS_UID, gid: WORDPRESS_UID, mode: "2775" },
      labels: labels.all,
      overrides: overrides.volume,
    });
    this.content = storage.volume;
    const named: NamedProps = Object.assign({}, props, { name, tls, host, constants, overrides });
    this.configMap = this.#makeConfigMap(name, named, labels);
    this.deployment = this.#makeDeployment(named, labels, { database, salts, storage });
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
    this.#state(named, database, storage);
  }

  #makeSecret(name: string, renamedFrom: string | undefined): RequiredSecret {
    const purpose = `the cookies of WordPress ${name}`;
    return new RequiredSecret(this, "secret", { name, keys: SALTS, renamedFrom, purpose });
  }

  #state(
    { name, host, tls, renamedFrom, tablePrefix = DEFAULT_TABLE_PREFIX }: NamedProps,
    { server, database }: ResolvedDatabase,
    storage: ResolvedStorage,
  ): void {
    const workload = `WordPress ${name}`;
    const namespace = Namespace.of(this).name;
    stateFact(this, VOLUME_USE, { namespace, volume: storage.reference.name, workload });
    stateFact(this, DATABASE_USE, { namespace, server, database, tablePrefix, workload });
    const url = `${schemeOf(tls)}://${host}/wp-admin/install.php`;
    stateFact(this, BY_HAND, {
      after: 2,
      says: `Open ${url} as soon as the pod is ready, and install the site: whoever comes first becomes its admin.`,
    });
    if (renamedFrom === undefined) return;
    // That of a Secret of its own is checked there.
    if (this.secret === undefined) checkFormerName(this, renamedFrom);
    const kinds = ["deployment", "service", "ingress"].map((kind) => `${kind}/${renamedFrom}`);
    stateFact(this, FORMER_OBJECTS, { namespace, objects: [...kinds, `configmap/${renamedFrom}-config`] });
  }

  #check({ host, tablePrefix = DEFAULT_TABLE_PREFIX }: WordPressProps): void {
    if (textOr(host, "").startsWith("*."))
      report(this, hostInvalid, { host, found: "a pattern, and WordPress has one address" });
    if (typeof tablePrefix !== "string" || !/^\w+$/.test(tablePrefix))
      report(this, wordpressTablePrefix, { found: inWords(tablePrefix) });
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

  #makeDeployment(props: NamedProps, labels: WorkloadLabels, { database, salts, storage }: SiteParts): Deployment {
    const { name } = props;
    const elsewhere = resolvePodReferences(this, props);
    const environment = resolveEnvironment(this, props, isSetByPod);
    const pod = wordpressPod({
      image: imageFrom(this, props.image ?? defaultsOf(this).images.wordpress),
      resources: takeResources(this, props.resources, RESOURCES),
      host: props.host,
      scheme: schemeOf(props.tls),
      database,
      tablePrefix: props.tablePrefix ?? DEFAULT_TABLE_PREFIX,
      isDebugging: isSwitchedOn(props.constants?.["WP_DEBUG"]),
      saltsSecret: salts.reference.name,
      saltsKeys: salts.keys,
      environment,
      claimName: storage.reference.name,
      configName: this.configMap.name,
    });
    const configMaps = environment.configMaps.map(({ object }) => object);
    const fields: DeploymentProps = {
      metadata: { name, labels: labels.all },
      spec: {
        replicas: takeReplicas(this, props.replicas),
        selector: { matchLabels: labels.selector },
        strategy: { type: "RollingUpdate", rollingUpdate: { maxSurge: 1, maxUnavailable: 0 } },
        template: {
          metadata: {
            annotations: Object.assign(contentHash(this.configMap), environmentHash(configMaps)),
            labels: labels.all,
          },
          spec: Object.assign(restrictedPod(WORDPRESS_UID), elsewhere.spec, pod),
        },
      },
    };
    const site = new Deployment(this, "site", overridden(Deployment.type, fields, props.overrides?.deployment));
    const { references } = environment;
    dependOn(site, [...database.given, salts.reference, storage.given, ...references, ...elsewhere.references]);
    return site;
  }

  #makeService(name: string, labels: WorkloadLabels, override: WordPressOverrides["service"]): Service {
    const fields: ServiceProps = {
      metadata: { name, labels: labels.all },
      spec: { ports: [{ name: "http", port: 80, targetPort: "http" }], selector: labels.selector },
    };
    return new Service(this, "service", overridden(Service.type, fields, override));
  }
}

/** What a site is made from besides its props. */
interface SiteParts {
  readonly database: ResolvedDatabase;
  readonly salts: ResolvedKeys<SaltKey>;
  readonly storage: ResolvedStorage;
}

type NamedProps = WordPressProps & { readonly name: string };

/** What the type demands, a program that nobody type-checked may lack. */
const isStated = (tls: Tls | undefined): tls is Tls => tls !== undefined;

const isSwitchedOn = (constant: string | number | boolean | undefined): boolean =>
  constant !== undefined && constant !== false && constant !== 0 && constant !== "" && constant !== "0";

const RESOURCES: ResourceRequirements = {
  requests: { cpu: "250m", memory: "256Mi" },
  limits: { memory: "768Mi" },
};
