import { chmodSync, chownSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { PodSpec } from "../../../imports/k8s/core/v1.ts";
import type { IngressSpec } from "../../../imports/k8s/networking.k8s.io/v1.ts";
import type { VolumeRecord } from "../../../lib/inventory/inventory.ts";
import type { Manifest } from "../../../lib/manifest/manifest.ts";
import { tryFindPodSpec } from "../../../lib/manifest/pod-template.ts";
import type { Said } from "../ask-program.ts";
import { inventoryOf, objectsOf } from "../clusters.ts";
import { pause } from "../control-plane/processes.ts";
import { layVolumes, type Sources } from "./lay-volumes.ts";
import { startPrivateNetwork } from "./private-network.ts";
import { type PodRun, type RunningPod, runInContainer, runInits, startPod } from "./run-pod.ts";
import { type Visitor, visitorOf } from "./visitor.ts";

/** A cluster's pods on this machine, with the data that they keep, in a network of their own. */
export interface Stack {
  /** Starts the pod of a `Deployment` or `StatefulSet` with fresh volumes, but for what it claims. */
  readonly start: (kind: string) => Promise<RunningPod>;
  /** Runs a command in the first container of such a pod, in its mounts, instead of the container's own. */
  readonly ask: (kind: string, command: readonly string[]) => Said;
  readonly visitor: Visitor;
  /** Waits until something listens on a port of the stack's network. */
  readonly untilListening: (port: number) => Promise<void>;
  readonly stop: () => Promise<void>;
}

const only = (objects: readonly Manifest[], kind: string): Manifest => {
  const [object, ...others] = objects.filter((each) => each.kind === kind);
  if (object === undefined || others.length > 0) throw new Error(`not one ${kind}, but ${others.length + 1} or none`);
  return object;
};

/** `change` is what a test breaks. */
export const makeStack = async (
  cluster: string,
  change: (object: Manifest) => Manifest = (object) => object,
): Promise<Stack> => {
  const objects = objectsOf(cluster).map(change);
  const folder = mkdtempSync(join(tmpdir(), "kumiki-stack-"));
  chmodSync(folder, 0o755);
  const hosts = join(folder, "hosts");
  const services = objects.filter(({ kind }) => kind === "Service").map(({ metadata }) => metadata.name);
  writeFileSync(hosts, `127.0.0.1 localhost ${services.join(" ")}\n`);
  const sources = sourcesOf(cluster, objects, folder);
  const network = await startPrivateNetwork();
  const running: RunningPod[] = [];
  const lay = (kind: string): PodRun => {
    const spec = tryFindPodSpec(only(objects, kind)) as PodSpec;
    const place = mkdtempSync(join(folder, `${kind}-`));
    chmodSync(place, 0o755);
    return { pod: { spec, hosts, volumes: layVolumes(place, spec, sources) }, network, folder: place };
  };
  return {
    start: async (kind) => {
      const pod = await startPod(lay(kind));
      running.push(pod);
      return pod;
    },
    ask: (kind, command) => {
      const run = lay(kind);
      const [container] = run.pod.spec.containers;
      if (container === undefined) throw new Error(`the pod of the ${kind} has no container`);
      runInits(run);
      return runInContainer(run, container, command);
    },
    visitor: visitorOf({ network, folder, port: 8080, url: urlOf(only(objects, "Ingress")) }),
    untilListening: async (port) => {
      const until = Date.now() + 30_000;
      while (network.ask(["bash", "-c", `exec 3<>/dev/tcp/127.0.0.1/${port}`]).exitCode !== 0) {
        running.at(-1)?.mustRun();
        if (Date.now() > until) throw new Error(`nothing listens on ${port}: ${running.at(-1)?.log() ?? ""}`);
        await pause(200);
      }
    },
    stop: async () => {
      await Promise.all(running.map((pod) => pod.kill()));
      await network.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
};

const sourcesOf = (cluster: string, objects: readonly Manifest[], folder: string): Sources => {
  const { volumes, secrets } = inventoryOf(cluster);
  const configMaps = objects.filter(({ kind }) => kind === "ConfigMap");
  return {
    claims: Object.fromEntries(volumes.map((volume) => [volume.claim, makeDirectory(folder, volume)])),
    configMaps: Object.fromEntries(
      configMaps.map(({ metadata, data }) => [metadata.name, data as Readonly<Record<string, string>>]),
    ),
    secrets: Object.fromEntries(
      secrets.map(({ name, keys }) => [name, Object.fromEntries(keys.map((key) => [key, `value-of-${name}-${key}`]))]),
    ),
  };
};

/** As the NFS server's set-up script leaves them. */
const OWNERS: Readonly<Record<string, { readonly user: number; readonly mode: number }>> = {
  MariaDB: { user: 999, mode: 0o750 },
  WordPress: { user: 33, mode: 0o2775 },
};

const makeDirectory = (folder: string, { claim, usedBy }: VolumeRecord): string => {
  const owner = OWNERS[usedBy[0]?.split(" ")[0] ?? ""];
  if (owner === undefined) throw new Error(`nobody says whose the directory of ${claim} is`);
  const path = join(folder, claim);
  mkdirSync(path);
  chownSync(path, owner.user, owner.user);
  chmodSync(path, owner.mode);
  return path;
};

const urlOf = (manifest: Manifest): string => {
  const { tls, rules } = (manifest as unknown as { readonly spec: IngressSpec }).spec;
  return `${tls === undefined ? "http" : "https"}://${rules?.[0]?.host ?? ""}`;
};
