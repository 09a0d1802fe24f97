import { StatefulSet, type StatefulSetProps } from "../../../imports/k8s/apps/v1.ts";
import {
  ConfigMap,
  type ConfigMapProps,
  type ResourceRequirements,
  Service,
  type ServiceProps,
} from "../../../imports/k8s/core/v1.ts";
import { checkFormerName } from "../../cluster/check-names.ts";
import { defaultsOf } from "../../cluster/cluster.ts";
import { DATABASE, FORMER_OBJECTS, RENAMED, VOLUME_USE } from "../../cluster/facts.ts";
import { Namespace } from "../../cluster/namespace.ts";
import { inWords } from "../../finding/in-words.ts";
import { Construct } from "../../tree/cdk8s.ts";
import { provideContext } from "../../tree/context.ts";
import { stateFact } from "../../tree/fact.ts";
import { captureOrigin } from "../../tree/origin.ts";
import { report } from "../../tree/report.ts";
import { requireProps } from "../../tree/require-props.ts";
import { contentHash } from "../content-hash.ts";
import type { NfsVolume } from "../nfs-volume.ts";
import { overridden, takeOverrides } from "../overridden.ts";
import { resolvePodReferences } from "../pod-references.ts";
import { takeResources } from "../pod-values.ts";
import { dependOn, WORKLOAD } from "../reference.ts";
import { RequiredSecret } from "../required-secret.ts";
import { imageFrom, restrictedPod } from "../restricted-pod.ts";
import { type ResolvedKeys, resolveSecretKeys } from "../secret-keys.ts";
import { type ResolvedStorage, resolveStorage } from "../storage.ts";
import { databaseAccount } from "../workload-findings.ts";
import { type WorkloadLabels, workloadLabels } from "../workload-labels.ts";
import { type AccountKey, MARIADB_UID, mariadbPod } from "./mariadb-pod.ts";
import type { MariaDBOverrides, MariaDBProps } from "./mariadb-props.ts";
import { myCnf } from "./my-cnf.ts";
import { takeConfiguration } from "./take-configuration.ts";

/**
 * A MariaDB of one server, from the official image, on an NFS directory of its own or on a claim. Its accounts come from a
 * Secret with the keys `root` and `user`, which must exist; root cannot log in over the network.
 */
export class MariaDB extends Construct {
  /** The Service's name, by which pods of the same namespace reach it. */
  readonly host: string;
  /** The TCP port of the Service. */
  readonly port: number = 3306;
  readonly database: string;
  readonly user: string;
  /** The Secret that must exist, with the keys `root` and `user`; undefined where the program gave one of its own. */
  readonly secret: RequiredSecret | undefined;
  /** The Secret's name, whosever it is. */
  readonly secretName: string;
  /** The Secret's keys of the two passwords. */
  readonly secretKeys: Readonly<Record<AccountKey, string>>;
  /** Undefined where the program gave a claim. */
  readonly volume: NfsVolume | undefined;
  /** The claim's name, whosever it is. */
  readonly claimName: string;
  readonly configMap: ConfigMap;
  readonly statefulSet: StatefulSet;
  readonly service: Service;
  readonly headlessService: Service;

  constructor(scope: Construct, id: string, props: MariaDBProps) {
    super(scope, id);
    captureOrigin(this);
    requireProps(this, props, []);
    const { name = "mariadb", database = "app" } = props;
    const overrides = takeOverrides(this, props.overrides);
    provideContext(this, WORKLOAD, `MariaDB ${name}`);
    const image = imageFrom(this, props.image ?? defaultsOf(this).images.mariadb);
    const labels = workloadLabels(this, { application: "mariadb", instance: name, component: "database" });
    this.host = name;
    this.database = database;
    this.user = props.user ?? database;
    this.#check();
    this.secret = props.secret === undefined ? this.#makeSecret(props.renamedFrom) : undefined;
    const accounts = resolveSecretKeys<AccountKey>(this, {
      given: props.secret,
      own: name,
      names: ["root", "user"],
    });
    this.secretName = accounts.reference.name;
    this.secretKeys = accounts.keys;
    const storage = resolveStorage(this, props.data, {
      id: "data",
      owner: { uid: MARIADB_UID, gid: MARIADB_UID, mode: "0750" },
      accessMode: "ReadWriteOnce",
      labels: labels.all,
      overrides: overrides.volume,
    });
    this.volume = storage.volume;
    this.claimName = storage.reference.name;
    const resources = takeResources(this, props.resources, RESOURCES);
    const configuration = takeConfiguration(this, props.configuration);
    const text = myCnf({ image, memory: resources.limits?.["memory"], configuration });
    this.configMap = this.#makeConfigMap(text, labels, overrides.configMap);
    this.statefulSet = this.#makeStatefulSet(Object.assign({}, props, { image, resources, overrides }), labels, {
      accounts,
      storage,
    });
    this.node.defaultChild = this.statefulSet;
    [this.service, this.headlessService] = this.#makeServices(labels, overrides);
    this.#state(props.renamedFrom);
  }

  #check(): void {
    const { database, user } = this;
    if (!isAccount(database, 64) || SYSTEM_DATABASES.has(database.toLowerCase()))
      report(this, databaseAccount, { what: "database", found: inWords(database) });
    if (!isAccount(user, 80) || user === "root") report(this, databaseAccount, { what: "user", found: inWords(user) });
  }

  #makeSecret(renamedFrom: string | undefined): RequiredSecret {
    return new RequiredSecret(this, "secret", {
      name: this.host,
      keys: ["root", "user"],
      renamedFrom,
      purpose: `the accounts of MariaDB ${this.host}`,
    });
  }

  #makeConfigMap(text: string, labels: WorkloadLabels, override: MariaDBOverrides["configMap"]): ConfigMap {
    const fields: ConfigMapProps = {
      metadata: { name: `${this.host}-config`, labels: labels.all },
      data: { "kumiki.cnf": text },
    };
    return new ConfigMap(this, "config", overridden(ConfigMap.type, fields, override));
  }

  #makeStatefulSet(
    props: MariaDBProps & Required<Pick<MariaDBProps, "image" | "resources">>,
    labels: WorkloadLabels,
    { accounts, storage }: { readonly accounts: ResolvedKeys<AccountKey>; readonly storage: ResolvedStorage },
  ): StatefulSet {
    const elsewhere = resolvePodReferences(this, props);
    const pod = mariadbPod({
      image: props.image,
      database: this.database,
      user: this.user,
      resources: props.resources,
      claimName: this.claimName,
      secretName: this.secretName,
      secretKeys: this.secretKeys,
      configName: this.configMap.name,
    });
    const fields: StatefulSetProps = {
      metadata: { name: this.host, labels: labels.all },
      spec: {
        // One pod has no order to keep, and without it a pod that never became ready is replaced like any other.
        podManagementPolicy: "Parallel",
        replicas: 1,
        selector: { matchLabels: labels.selector },
        serviceName: `${this.host}-headless`,
        template: {
          metadata: { annotations: contentHash(this.configMap), labels: labels.all },
          spec: Object.assign(restrictedPod(MARIADB_UID), elsewhere.spec, pod),
        },
      },
    };
    const server = new StatefulSet(this, "server", overridden(StatefulSet.type, fields, props.overrides?.statefulSet));
    dependOn(server, [accounts.reference, storage.given, ...elsewhere.references]);
    return server;
  }

  #makeServices(labels: WorkloadLabels, overrides: MariaDBOverrides): [Service, Service] {
    const ports = [{ name: "mariadb", port: this.port, targetPort: "mariadb" }];
    const service: ServiceProps = {
      metadata: { name: this.host, labels: labels.all },
      spec: { ports, selector: labels.selector },
    };
    const headless: ServiceProps = {
      metadata: { name: `${this.host}-headless`, labels: labels.all },
      spec: { clusterIP: "None", ports, selector: labels.selector },
    };
    return [
      new Service(this, "service", overridden(Service.type, service, overrides.service)),
      new Service(this, "headless", overridden(Service.type, headless, overrides.headlessService)),
    ];
  }

  #state(renamedFrom: string | undefined): void {
    const namespace = Namespace.of(this).name;
    const volume = this.claimName;
    if (renamedFrom !== undefined) {
      // That of a Secret of its own is checked there.
      if (this.secret === undefined) checkFormerName(this, renamedFrom);
      stateFact(this, RENAMED, { what: "database", from: renamedFrom, to: this.host });
      const objects = [
        `statefulset/${renamedFrom}`,
        `service/${renamedFrom}`,
        `service/${renamedFrom}-headless`,
        `configmap/${renamedFrom}-config`,
      ];
      stateFact(this, FORMER_OBJECTS, { namespace, objects });
    }
    stateFact(this, VOLUME_USE, { namespace, volume, workload: `MariaDB ${this.host}` });
    stateFact(this, DATABASE, {
      namespace,
      name: this.host,
      engine: "mariadb",
      volume,
      secret: this.secretName,
    });
  }
}

const isAccount = (name: unknown, longest: number): boolean =>
  typeof name === "string" && /^[\w-]+$/.test(name) && name.length <= longest;

/** Those that the server has for itself: a user who owned one would own the accounts of all. */
const SYSTEM_DATABASES: ReadonlySet<string> = new Set(["information_schema", "mysql", "performance_schema", "sys"]);

const RESOURCES: ResourceRequirements = {
  requests: { cpu: "250m", memory: "512Mi" },
  limits: { memory: "1Gi" },
};
