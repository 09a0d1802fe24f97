import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { askProgram, type Said } from "../ask-program.ts";
import { findProgram } from "../judge.ts";
import { type Api, connect } from "./api.ts";
import { writeCredentials } from "./credentials.ts";
import { freePorts, type Server, startServer } from "./processes.ts";
import {
  apiServerArguments,
  controllerManagerArguments,
  etcdArguments,
  type Places,
  schedulerArguments,
} from "./server-arguments.ts";
import { untilReady } from "./until-ready.ts";

/**
 * Kubernetes without machines: etcd, API server, controllers and scheduler of one release, on loopback, with the admission that
 * RKE's servers have. Objects are stored, claims bound and pods placed as in life; nothing runs.
 */
export interface ControlPlane {
  readonly api: Api;
  /** Path of a kubeconfig of the administrator. */
  readonly kubeconfig: string;
  readonly kubectl: (args: readonly string[], input?: string) => Said;
  readonly stop: () => Promise<void>;
}

/** Programs that a control plane of a release needs. */
export const controlPlanePrograms = (release: string): readonly string[] => [
  "etcd",
  "setpriv",
  ...["kube-apiserver", "kube-controller-manager", "kube-scheduler", "kubectl"].map((name) => `${name}-${release}`),
];

/** Starts one; a port that somebody else took in the meantime is no reason to give up. */
export const startControlPlane = async (release: string): Promise<ControlPlane> => {
  for (let attempt = 1; ; attempt += 1) {
    const folder = mkdtempSync(join(tmpdir(), "kumiki-control-plane-"));
    const servers: Server[] = [];
    try {
      return await start(release, folder, servers);
    } catch (error) {
      await Promise.all(servers.map((server) => server.stop()));
      rmSync(folder, { recursive: true, force: true });
      if (attempt === 3 || !String(error).includes("address already in use")) throw error;
    }
  }
};

const start = async (release: string, folder: string, servers: Server[]): Promise<ControlPlane> => {
  const [etcd = 0, etcdPeer = 0, apiServer = 0] = await freePorts(3);
  const token = randomBytes(16).toString("hex");
  const kubeconfig = writeCredentials(folder, apiServer, token);
  const certificate = join(folder, "certificates", "apiserver.crt");
  const places: Places = { folder, kubeconfig, certificate, ports: { etcd, etcdPeer, apiServer } };
  const run = (program: string, args: readonly string[]): void => {
    servers.push(startServer(findProgram(program), args, join(folder, `${program}.log`)));
  };
  run("etcd", etcdArguments(places));
  run(`kube-apiserver-${release}`, apiServerArguments(places));
  await untilReady(apiServer, servers, certificate);
  run(`kube-controller-manager-${release}`, controllerManagerArguments(places));
  run(`kube-scheduler-${release}`, schedulerArguments(places));
  const api = connect(apiServer, token, certificate);
  const kubectl = (args: readonly string[], input = ""): Said => {
    const env = { HOME: folder, KUBECONFIG: kubeconfig };
    return askProgram(findProgram(`kubectl-${release}`), args, { input, env });
  };
  return {
    api,
    kubeconfig,
    kubectl,
    stop: async () => {
      api.close();
      await Promise.all(servers.map((server) => server.stop()));
      rmSync(folder, { recursive: true, force: true });
    },
  };
};
