import { StatefulSet, type StatefulSetProps } from "../../../imports/k8s/apps/v1.ts";
import {
  ConfigMap,
  type ConfigMapProps,
  type ResourceRequirements,
  Service,
  type ServiceProps,
} from "../../../imports/k8s/core/v1.ts";
import { defaultsOf } from "../../cluster/cluster.ts";
import { DATABASE, FORMER_OBJECTS, RENAMED, VOLUME_USE } from "../../cluster/facts.ts";
import { Namespace } from "../../cluster/namespace.ts";
import type { NfsDirectory } from "../../cluster/nfs-directory.ts";
import type { Override } from "../../manifest/override.ts";
import { Construct } from "../../tree/cdk8s.ts";
import { stateFact } from "../../tree/fact.ts";
import { captureOrigin } from "../../tree/origin.ts";
import { report } from "../../tree/report.ts";
import { contentHash } from "../content-hash.ts";
import { NfsVolume, type NfsVolumeOverrides } from "../nfs-volume.ts";
import { overridden } from "../overridden.ts";
import { RequiredSecret } from "../required-secret.ts";
import { imageFrom, restrictedPod } from "../restricted-pod.ts";
import { databaseAccount } from "../workload-findings.ts";
import { type WorkloadLabels, workloadLabels } from "../workload-labels.ts";
import { MARIADB_UID, mariadbPod } from "./mariadb-pod.ts";
import { type MariaDBConfiguration, myCnf } from "./my-cnf.ts";

/** A MariaDB. */
export interface MariaDBProps {
  /** Names the StatefulSet, its Services and its Secret; part of the data's identity. @default - mariadb */
  readonly name?: string;
  /** Where its data lies: a directory for it alone. */
  readonly data: NfsDirectory;
  /** The database that the first start makes. @default - app */
  readonly database?: string;
  /** The user who owns that database. @default - the database's name */
  readonly user?: string;
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

/**
 * A MariaDB of one server, from the official image, on an NFS directory of its own. Its accounts come from a Secret with the
 * keys `root` and `user`, which must exist; root cannot log in over the network.
 */
export class MariaDB extends Construct {
  /** The Service's name, by which pods of the same namespace reach it. */
  readonly host: string;
  /** The TCP port of the Service. */
  readonly port: number = 3306;
  readonly database: string;
  readonly user: string;
  /** The Secret that must exist, with the keys `root` and `user`. */
  readonly secret: RequiredSecret;
  readonly volume: NfsVolume;
  readonly configMap: ConfigMap;
  readonly statefulSet: StatefulSet;
  readonly service: Service;
  readonly headlessService: Service;

  constructor(scope: Construct, id: string, props: MariaDBProps) {
    super(scope, id);
    captureOrigin(this);
    const { name = "mariadb", database = "app", overrides = {} } = props;
    const image = imageFrom(this, props.image ?? defaultsOf(this).images.mariadb);
    const labels = workloadLabels(this, { application: "mariadb", instance: name, component: "database" });
    this.host = name;
    this.database = database;
    this.user = props.user ?? database;
    if (!/^[\w-]{1,64}$/.test(database)) report(this, databaseAccount, { what: "database", found: database });
    if (!/^[\w-]{1,80}$/.test(this.user) || this.user === "root")
      report(this, databaseAccount, { what: "user", found: this.user });
    this.secret = new RequiredSecret(this, "secret", {
      name,
      keys: ["root", "user"],
      renamedFrom: props.renamedFrom,
      purpose: `the accounts of MariaDB ${name}`,
    });
    this.volume = new NfsVolume(this, "data", {
      directory: props.data,
      owner: { uid: MARIADB_UID, gid: MARIADB_UID, mode: "0750" },
      accessMode: "ReadWriteOnce",
      labels: labels.all,
      ...(overrides.volume === undefined ? {} : { overrides: overrides.volume }),
    });
    const resources = props.resources ?? RESOURCES;
    const text = myCnf({ image, memory: resources.limits?.["memory"], configuration: props.configuration });
    this.configMap = this.#makeConfigMap(text, labels, overrides.configMap);
    this.statefulSet = this.#makeStatefulSet({ ...props, image }, labels);
    this.node.defaultChild = this.statefulSet;
    const ports = [{ name: "mariadb", port: this.port, targetPort: "mariadb" }];
    const service: ServiceProps = {
      metadata: { name, labels: labels.all },
      spec: { ports, selector: labels.selector },
    };
    const headless: ServiceProps = {
      metadata: { name: `${name}-headless`, labels: labels.all },
      spec: { clusterIP: "None", ports, selector: labels.selector },
    };
    this.service = new Service(this, "service", overridden(Service.type, service, overrides.service));
    this.headlessService = new Service(this, "headless", overridden(Service.type, headless, overrides.headlessService));
    this.#state(props.renamedFrom);
  }

  #makeConfigMap(text: string, labels: WorkloadLabels, override: MariaDBOverrides["configMap"]): ConfigMap {
    const fields: ConfigMapProps = {
      metadata: { name: `${this.host}-config`, labels: labels.all },
      data: { "kumiki.cnf": text },
    };
    return new ConfigMap(this, "config", overridden(ConfigMap.type, fields, override));
  }

  #makeStatefulSet(props: MariaDBProps & { readonly image: string }, labels: WorkloadLabels): StatefulSet {
    const pod = mariadbPod({
      image: props.image,
      database: this.database,
      user: this.user,
      resources: props.resources ?? RESOURCES,
      claimName: this.volume.claimName,
      secretName: this.secret.name,
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
          spec: { ...restrictedPod(this, MARIADB_UID), ...pod },
        },
      },
    };
    return new StatefulSet(this, "server", overridden(StatefulSet.type, fields, props.overrides?.statefulSet));
  }

  #state(renamedFrom: string | undefined): void {
    const namespace = Namespace.of(this).name;
    const volume = this.volume.claimName;
    if (renamedFrom !== undefined) {
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
      secret: this.secret.name,
    });
  }
}

const RESOURCES: ResourceRequirements = {
  requests: { cpu: "250m", memory: "512Mi" },
  limits: { memory: "1Gi" },
};
