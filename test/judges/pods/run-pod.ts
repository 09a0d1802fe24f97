import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { closeSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Container, HTTPGetAction, PodSpec, Probe } from "../../../imports/k8s/core/v1.ts";
import { askProgram } from "../ask-program.ts";
import { hasExited, pause } from "../control-plane/processes.ts";
import { findProgram } from "../judge.ts";
import { containerCommand, type LaidPod, outputFile } from "./container.ts";
import { imageOf } from "./images.ts";
import type { PrivateNetwork } from "./private-network.ts";

/** A pod on this machine: its init containers have run, its containers run. */
export interface RunningPod {
  /** What its containers said so far. */
  readonly log: () => string;
  /** Throws where a container has ended. */
  readonly mustRun: () => void;
  readonly inits: readonly Container[];
  readonly containers: readonly Container[];
  /** Waits until a probe is answered well, as long as a kubelet would; one that is the image's own program is not asked. */
  readonly untilAnswered: (probe: Probe) => Promise<void>;
  /** Without a warning, as when a machine fails. */
  readonly kill: () => Promise<void>;
}

export interface PodRun {
  readonly pod: LaidPod;
  readonly network: PrivateNetwork;
  /** Where its output goes. */
  readonly folder: string;
}

/** A container's command, run to its end in the pod's own mounts, as `kubectl exec` would. */
export const runInContainer = (
  { pod, network }: Omit<PodRun, "folder">,
  container: Container,
  command: readonly string[],
) => {
  const [program = "", ...args] = lineOf({ pod, network }, { ...container, command, args: [] });
  return askProgram(program, args, { env: {} });
};

/** Runs a pod's init containers, each to its end. */
export const runInits = (run: PodRun): void => {
  for (const container of run.pod.spec.initContainers ?? []) runInit(run, container);
};

export const startPod = async ({ pod, network, folder }: PodRun): Promise<RunningPod> => {
  const path = join(folder, "log");
  runInits({ pod, network, folder });
  const children = pod.spec.containers.map((container) => {
    const output = outputFile(path, pod.spec);
    const line = ["--pdeathsig", "KILL", "--", ...lineOf({ pod, network }, container)];
    const child = spawn(findProgram("setpriv"), line, { stdio: ["ignore", output, output], env: {} });
    closeSync(output);
    return child;
  });
  const log = (): string => readFileSync(path, "utf8");
  const mustRun = (): void => {
    const gone = children.find(hasExited);
    if (gone !== undefined) throw new Error(`a container ended with ${gone.exitCode}: ${log()}`);
  };
  return {
    log,
    mustRun,
    inits: pod.spec.initContainers ?? [],
    containers: pod.spec.containers,
    untilAnswered: async (probe) => {
      if (probe.httpGet === undefined) return;
      const until = Date.now() + (probe.failureThreshold ?? 3) * (probe.periodSeconds ?? 10) * 1000;
      while (!answers(pod.spec, network, probe.httpGet)) {
        mustRun();
        if (Date.now() > until) throw new Error(`nothing good from ${probe.httpGet.path ?? "/"}: ${log()}`);
        await pause(200);
      }
    },
    kill: async () => {
      for (const child of children) {
        if (hasExited(child)) continue;
        child.kill("SIGKILL");
        await once(child, "exit");
      }
    },
  };
};

const lineOf = ({ pod, network }: Omit<PodRun, "folder">, container: Container): readonly string[] => [
  ...network.enter,
  ...containerCommand(pod, container, imageOf(container.image ?? "")),
];

const runInit = ({ pod, network, folder }: PodRun, container: Container): void => {
  const path = join(folder, `log-${container.name}`);
  const output = outputFile(path, pod.spec);
  const [program = "", ...args] = lineOf({ pod, network }, container);
  const { status, error } = spawnSync(program, args, { stdio: ["ignore", output, output], env: {} });
  closeSync(output);
  if (error !== undefined) throw error;
  if (status !== 0)
    throw new Error(`the init container ${container.name} ended with ${status}: ${readFileSync(path, "utf8")}`);
};

/** What a kubelet takes for a good answer. */
const answers = (pod: PodSpec, network: PrivateNetwork, httpGet: HTTPGetAction): boolean => {
  const ports = pod.containers.flatMap((container) => container.ports ?? []);
  const port = ports.find(({ name }) => name === httpGet.port)?.containerPort ?? httpGet.port;
  const headers = (httpGet.httpHeaders ?? []).flatMap(({ name, value }) => ["--header", `${name}: ${value}`]);
  const options = ["--silent", "--output", "/dev/null", "--write-out", "%{http_code}", ...headers];
  const url = `http://127.0.0.1:${port}${httpGet.path ?? "/"}`;
  const code = Number(network.ask([findProgram("curl"), ...options, url]).stdout);
  return code >= 200 && code < 400;
};
