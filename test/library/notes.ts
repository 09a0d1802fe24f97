import { Construct } from "constructs";
import {
  captureOrigin,
  contentHash,
  imageFrom,
  type NfsDirectory,
  NfsVolume,
  type NfsVolumeOverrides,
  type Override,
  overridden,
  RESTRICTED_CONTAINER,
  Route,
  report,
  resolvePodReferences,
  restrictedPod,
  type Tls,
  type WorkloadLabels,
  workloadLabels,
} from "kumiki";
import { Deployment, type DeploymentProps } from "kumiki/k8s/apps/v1";
import { ConfigMap, Service, type ServiceProps } from "kumiki/k8s/core/v1";
import type { IngressProps } from "kumiki/k8s/networking.k8s.io/v1";
import { notesAttachment } from "./notes-findings.ts";

/** A Notes server. */
export interface NotesProps {
  /** Names its objects; a second one of a namespace states its own. @default - notes */
  readonly name?: string;
  /** The host that it is reached by. */
  readonly host: string;
  readonly tls: Tls;
  /** Where the notes lie: a directory for this server alone. */
  readonly data: NfsDirectory;
  /** The largest attachment, in MiB: 1 to 512. @default - 16 */
  readonly attachmentMiB?: number;
  readonly overrides?: NotesOverrides;
}

/** What a program changes of its objects. */
export interface NotesOverrides {
  readonly deployment?: Override<DeploymentProps>;
  readonly service?: Override<ServiceProps>;
  readonly ingress?: Override<IngressProps>;
  readonly volume?: NfsVolumeOverrides;
}

const NOTES = Symbol.for("kumiki-notes.Notes");
const UID = 1000;

/** A Notes server of one pod, with its notes on NFS. */
export class Notes extends Construct {
  /** Tells a Notes server, also one of another copy of this library. */
  static isNotes(value: unknown): value is Notes {
    return typeof value === "object" && value !== null && NOTES in value;
  }

  readonly volume: NfsVolume;
  readonly configMap: ConfigMap;
  readonly deployment: Deployment;
  readonly service: Service;
  readonly route: Route;

  constructor(scope: Construct, id: string, props: NotesProps) {
    super(scope, id);
    captureOrigin(this);
    Object.defineProperty(this, NOTES, { value: true });
    const { name = "notes", attachmentMiB = 16, overrides = {} } = props;
    if (!(attachmentMiB >= 1 && attachmentMiB <= 512)) report(this, notesAttachment, { found: attachmentMiB });
    const labels = workloadLabels(this, { application: "notes", instance: name, component: "server" });
    const metadata = { name, labels: labels.all };
    this.volume = new NfsVolume(this, "data", {
      directory: props.data,
      owner: { uid: UID, gid: UID },
      usedBy: `Notes ${name}`,
      labels: labels.all,
      overrides: overrides.volume ?? {},
    });
    this.configMap = new ConfigMap(this, "config", {
      metadata: { name: `${name}-config`, labels: labels.all },
      data: { ATTACHMENT_MIB: String(attachmentMiB), PUBLIC_HOST: props.host },
    });
    const deployment = overridden(Deployment.type, this.#deployment(metadata, labels), overrides.deployment);
    this.deployment = new Deployment(this, "server", deployment);
    const service: ServiceProps = {
      metadata,
      spec: { selector: labels.selector, ports: [{ name: "http", port: 80, targetPort: "http" }] },
    };
    this.service = new Service(this, "service", overridden(Service.type, service, overrides.service));
    this.route = new Route(this, "route", {
      name,
      host: props.host,
      service: { name, port: "http" },
      tls: props.tls,
      maxBodyMiB: attachmentMiB,
      labels: labels.all,
      overrides: overrides.ingress ?? {},
    });
  }

  #deployment(metadata: { readonly name: string }, labels: WorkloadLabels): DeploymentProps {
    return {
      metadata,
      spec: {
        replicas: 1,
        // The old pod lets go of the files before the new one takes them.
        strategy: { type: "Recreate" },
        selector: { matchLabels: labels.selector },
        template: {
          metadata: { labels: labels.all, annotations: contentHash(this.configMap) },
          spec: {
            ...restrictedPod(UID),
            ...resolvePodReferences(this, {}).spec,
            containers: [
              {
                name: "notes",
                image: imageFrom(this, "example/notes:2.1"),
                envFrom: [{ configMapRef: { name: this.configMap.name } }],
                ports: [{ name: "http", containerPort: 8080 }],
                volumeMounts: [{ name: "data", mountPath: "/var/lib/notes" }],
                securityContext: RESTRICTED_CONTAINER,
              },
            ],
            volumes: [{ name: "data", persistentVolumeClaim: { claimName: this.volume.claimName } }],
          },
        },
      },
    };
  }
}
