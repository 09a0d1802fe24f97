import type { Container, EnvVar, PodSpec, Probe, Volume, VolumeMount } from "../../../imports/k8s/core/v1.ts";
import { volumeSources } from "../volume-sources.ts";

/** What a namespace has that pods may ask for. */
export interface Supplies {
  /** Keys of a ConfigMap or Secret; `undefined` where there is none of that name. */
  readonly keysOf: (kind: "ConfigMap" | "Secret", name: string) => readonly string[] | undefined;
  readonly isBound: (claim: string) => boolean;
}

/**
 * Why a kubelet would not start a pod, or never call it ready: every Secret, ConfigMap, key, `subPath`, claim and named port
 * that is not there.
 */
export const podLacks = ({ volumes = [], ...pod }: PodSpec, supplies: Supplies): readonly string[] => [
  ...volumes.flatMap((volume) => volumeLacks(volume, supplies)),
  ...[...(pod.initContainers ?? []), ...pod.containers].flatMap((container) => [
    ...referencesOf(container).flatMap((reference) => referenceLacks(reference, supplies)),
    ...(container.volumeMounts ?? []).flatMap((mount) => mountLacks(mount, volumes, supplies)),
    ...portsLacking(container),
  ]),
];

/** What a pod reads of a ConfigMap or a Secret. */
interface Reference {
  readonly kind: "ConfigMap" | "Secret";
  readonly name?: string | undefined;
  /** The keys that it names. @default - all that there are */
  readonly keys?: readonly string[] | undefined;
  readonly optional?: boolean | undefined;
}

const referenceLacks = ({ kind, name = "", keys = [], optional }: Reference, { keysOf }: Supplies) => {
  if (optional === true) return [];
  const there = keysOf(kind, name);
  if (there === undefined) return [`${kind} ${name}`];
  return keys.filter((key) => !there.includes(key)).map((key) => `key ${key} of ${kind} ${name}`);
};

const volumeLacks = (volume: Volume, supplies: Supplies): readonly string[] => {
  const claim = volume.persistentVolumeClaim?.claimName;
  return [
    ...(claim === undefined || supplies.isBound(claim) ? [] : [`claim ${claim}`]),
    ...volumeSources(volume).flatMap((each) =>
      referenceLacks({ ...each, keys: each.items?.map(({ key }) => key) }, supplies),
    ),
  ];
};

const referencesOf = ({ env = [], envFrom = [] }: Container): readonly Reference[] => [
  ...env.flatMap(variableReferences),
  ...envFrom.flatMap(({ configMapRef, secretRef }): readonly Reference[] => [
    ...(configMapRef === undefined ? [] : [{ kind: "ConfigMap" as const, ...configMapRef }]),
    ...(secretRef === undefined ? [] : [{ kind: "Secret" as const, ...secretRef }]),
  ]),
];

const variableReferences = ({ valueFrom: { configMapKeyRef, secretKeyRef } = {} }: EnvVar): readonly Reference[] => [
  ...(configMapKeyRef === undefined
    ? []
    : [{ kind: "ConfigMap" as const, ...configMapKeyRef, keys: [configMapKeyRef.key] }]),
  ...(secretKeyRef === undefined ? [] : [{ kind: "Secret" as const, ...secretKeyRef, keys: [secretKeyRef.key] }]),
];

/** In a volume that is a claim or a scratch folder the kubelet makes a `subPath` that is not there; among keys it finds none. */
const mountLacks = ({ name, subPath }: VolumeMount, volumes: readonly Volume[], { keysOf }: Supplies) => {
  const sources = volumeSources(volumes.find((volume) => volume.name === name) ?? { name });
  if (subPath === undefined || sources.length === 0) return [];
  const files = sources.flatMap((each) => each.items?.map(({ path }) => path) ?? keysOf(each.kind, each.name) ?? []);
  const isThere = files.some((file) => file === subPath || file.startsWith(`${subPath}/`));
  return isThere ? [] : [`subPath ${subPath} of volume ${name}`];
};

const portsLacking = ({ name, ports = [], lifecycle, ...container }: Container): readonly string[] => {
  const probes: ReadonlyArray<Probe | undefined> = [
    container.startupProbe,
    container.livenessProbe,
    container.readinessProbe,
  ];
  const handlers = [...probes, lifecycle?.postStart, lifecycle?.preStop];
  const asked = handlers.flatMap((handler) => [handler?.httpGet?.port, handler?.tcpSocket?.port]);
  const named = new Set(asked.filter((port) => typeof port === "string"));
  return [...named]
    .filter((wanted) => !ports.some((port) => port.name === wanted))
    .map((wanted) => `port ${wanted} of container ${name}`);
};
