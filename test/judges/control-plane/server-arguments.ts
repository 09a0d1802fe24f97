import { join } from "node:path";

/** Where the servers of one control plane keep their files and find each other. */
export interface Places {
  readonly folder: string;
  readonly kubeconfig: string;
  readonly certificate: string;
  readonly ports: { readonly etcd: number; readonly etcdPeer: number; readonly apiServer: number };
}

export const etcdArguments = ({ folder, ports }: Places): readonly string[] => {
  const [client, peer] = [`http://127.0.0.1:${ports.etcd}`, `http://127.0.0.1:${ports.etcdPeer}`];
  return flags({
    "data-dir": join(folder, "etcd"),
    "unsafe-no-fsync": "true",
    "log-level": "warn",
    "listen-client-urls": client,
    "advertise-client-urls": client,
    "listen-peer-urls": peer,
    "initial-advertise-peer-urls": peer,
    "initial-cluster": `default=${peer}`,
  });
};

/** The admission is the release's own, with what RKE adds; Pod Security is in it. */
export const apiServerArguments = ({ folder, ports }: Places): readonly string[] =>
  flags({
    "etcd-servers": `http://127.0.0.1:${ports.etcd}`,
    "secure-port": String(ports.apiServer),
    "cert-dir": join(folder, "certificates"),
    "bind-address": "127.0.0.1",
    // Without it a machine that has no default route is none to serve from, and 1.37 refuses a loopback endpoint.
    "advertise-address": "127.0.0.1",
    "endpoint-reconciler-type": "none",
    "service-cluster-ip-range": "10.43.0.0/16",
    "service-account-issuer": "https://kubernetes.default.svc",
    "service-account-key-file": join(folder, "accounts.key"),
    "service-account-signing-key-file": join(folder, "accounts.key"),
    "token-auth-file": join(folder, "tokens.csv"),
    "authorization-mode": "Node,RBAC",
    "allow-privileged": "true",
    "enable-admission-plugins": "NodeRestriction",
  });

export const controllerManagerArguments = ({ folder, kubeconfig, certificate }: Places): readonly string[] =>
  flags({
    kubeconfig,
    "leader-elect": "false",
    "secure-port": "0",
    // Its own default lets the second look at a claim wait for 15 s.
    "pvclaimbinder-sync-period": "1s",
    "service-account-private-key-file": join(folder, "accounts.key"),
    "root-ca-file": certificate,
  });

/** Where kwok plays the kubelets: what is added to the API server's flags. */
export const PLAYED_API_SERVER: readonly string[] = flags({
  // kwok lists by watching, which the API server of 1.34 and later offers, and Debian's etcd 3.4 cannot keep.
  "feature-gates": "WatchList=false",
  // Else a lost machine's pods move after five minutes.
  "default-not-ready-toleration-seconds": "3",
  "default-unreachable-toleration-seconds": "3",
});

/** Where kwok plays the kubelets: what is added to the controller manager's flags. */
export const PLAYED_CONTROLLER_MANAGER: readonly string[] = flags({
  // A machine renews its lease every two seconds, and is lost when it has not for ten.
  "node-monitor-period": "1s",
  "node-monitor-grace-period": "10s",
});

export const kwokArguments = ({ kubeconfig }: Places, stages: string): readonly string[] =>
  flags({
    kubeconfig,
    config: stages,
    "manage-nodes-with-label-selector": `${PLAYED}=true`,
    "node-lease-duration-seconds": "8",
    "node-port": "0",
  });

/** The label of a machine whose kubelet is played; without it the machine is lost. */
export const PLAYED = "judges.kumiki/played";

export const schedulerArguments = ({ kubeconfig }: Places): readonly string[] =>
  flags({ kubeconfig, "leader-elect": "false", "secure-port": "0" });

function flags(values: Readonly<Record<string, string>>): readonly string[] {
  return Object.entries(values).map(([name, value]) => `--${name}=${value}`);
}
