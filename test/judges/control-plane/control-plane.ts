import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { askProgram, type Said } from "../ask-program.ts";
import { findProgram } from "../judge.ts";
import { type Api, connect } from "./api.ts";
import { writeCredentials } from "./credentials.ts";
import { kwokStages } from "./kwok-stages.ts";
import { playKubelets } from "./played-kubelets.ts";
import { freePorts, type Server, startServer } from "./processes.ts";
import {
  apiServerArguments,
  controllerManagerArguments,
  etcdArguments,
  kwokArguments,
  PLAYED_API_SERVER,
  PLAYED_CONTROLLER_MANAGER,
  type Places,
  schedulerArguments,
} from "./server-arguments.ts";
import { untilReady } from "./until-ready.ts";

/**
 * Kubernetes without machines: etcd, API server, controllers and scheduler of one release, on loopback, with the admission that
 * RKE's servers have. Objects are stored, claims bound and pods placed as in life; nothing runs, and where kwok does not play
 * the kubelets no pod starts.
 */
export interface ControlPlane {
  readonly api: Api;
  /** Path of a kubeconfig of the administrator. */
  readonly kubeconfig: string;
  readonly kubectl: (args: readonly string[], input?: string) => Said;
  readonly stop: () => Promise<void>;
}

/** Which control plane is started. */
export interface Kind {
  /** `1.30` */
  readonly release: string;
  /** Whether kwok plays the kubelets of the machines that are registered as played. @default - pods are placed, and never start */
  readonly hasKubelets?: boolean;
}

/** Programs that a control plane needs. */
export const controlPlanePrograms = (release: string, hasKubelets = false): readonly string[] => [
  ...(hasKubelets ? ["kwok"] : []),
  "etcd",
  "setpriv",
  ...["kube-apiserver", "kube-controller-manager", "kube-scheduler", "kubectl"].map((name) => `${name}-${release}`),
];

/** Starts one; a port that somebody else took in the meantime is no reason to give up. */
export const startControlPlane = async (kind: Kind): Promise<ControlPlane> => {
  for (let attempt = 1; ; attempt += 1) {
    const folder = mkdtempSync(join(tmpdir(), "kumiki-control-plane-"));
    const servers: Server[] = [];
    try {
      return await start(kind, folder, servers);
    } catch (error) {
      await Promise.all(servers.map((server) => server.stop()));
      rmSync(folder, { recursive: true, force: true });
      if (attempt === 3 || !String(error).includes("address already in use")) throw error;
    }
  }
};

const start = async (kind: Kind, folder: string, servers: Server[]): Promise<ControlPlane> => {
  const [etcd = 0, etcdPeer = 0, apiServer = 0] = await freePorts(3);
  const token = randomBytes(16).toString("hex");
  const kubeconfig = writeCredentials(folder, apiServer, token);
  const certificate = join(folder, "certificates", "apiserver.crt");
  await startServers(kind, { folder, kubeconfig, certificate, ports: { etcd, etcdPeer, apiServer } }, servers);
  const api = connect(apiServer, token, certificate);
  const kubelets = kind.hasKubelets === true ? await playKubelets(api) : undefined;
  const kubectl = (args: readonly string[], input = ""): Said => {
    const env = { HOME: folder, KUBECONFIG: kubeconfig };
    return askProgram(findProgram(`kubectl-${kind.release}`), args, { input, env });
  };
  return {
    api,
    kubeconfig,
    kubectl,
    stop: async () => {
      kubelets?.stop();
      api.close();
      await Promise.all(servers.map((server) => server.stop()));
      rmSync(folder, { recursive: true, force: true });
    },
  };
};

const startServers = async ({ release, hasKubelets = false }: Kind, places: Places, servers: Server[]) => {
  const { folder, certificate, ports } = places;
  const run = (program: string, args: readonly string[]): void => {
    servers.push(startServer(findProgram(program), args, join(folder, `${program}.log`)));
  };
  run("etcd", etcdArguments(places));
  run(`kube-apiserver-${release}`, [...apiServerArguments(places), ...(hasKubelets ? PLAYED_API_SERVER : [])]);
  await untilReady(ports.apiServer, servers, certificate);
  run(`kube-controller-manager-${release}`, [
    ...controllerManagerArguments(places),
    ...(hasKubelets ? PLAYED_CONTROLLER_MANAGER : []),
  ]);
  run(`kube-scheduler-${release}`, schedulerArguments(places));
  if (!hasKubelets) return;
  const stages = join(folder, "stages.yaml");
  writeFileSync(stages, kwokStages());
  run("kwok", kwokArguments(places, stages));
};
