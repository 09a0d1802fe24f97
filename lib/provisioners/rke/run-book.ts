import type { Inventory } from "../../inventory/inventory.ts";
import type { RunBookStep } from "../../inventory/provisioner.ts";
import { upstreamVersion } from "./kubernetes-versions.ts";

/** The commands that bring the cluster up, typed on the manager server, in the cluster's folder. */
export const rkeRunBook = (inventory: Inventory, release: string): readonly RunBookStep[] => [
  {
    title: "Get rke and kubectl",
    text: "On the server from which the cluster is managed; on ARM machines write arm64 for amd64. RKE's repository is archived, its releases are still there.",
    commands: [
      `curl -fLo rke https://github.com/rancher/rke/releases/download/v${release}/rke_linux-amd64`,
      `curl -fLo kubectl https://dl.k8s.io/release/${upstreamVersion(inventory.kubernetes)}/bin/linux/amd64/kubectl`,
      "sudo install -m 0755 rke kubectl /usr/local/bin/",
    ],
  },
  {
    title: "See that every machine lets you in and has Docker",
    text: "RKE logs in as this user and talks to Docker there, so the user must be in the group docker. RKE itself accepts any host key: this is the time to look at them.",
    commands: inventory.machines.map(
      ({ address, ssh }) =>
        `ssh -i ${ssh.keyPath} -p ${ssh.port} ${ssh.user}@${address} docker version --format '{{.Server.Version}}'`,
    ),
  },
  {
    title: "Bring the cluster up",
    text: "Run it again after every change of cluster.yml. It writes cluster.rkestate, which holds the cluster's certificates and keys: without it the cluster can no longer be changed. Keep it with the backups, and out of git.",
    commands: ["rke up --config cluster.yml", "export KUBECONFIG=$PWD/kube_config_cluster.yml", "kubectl get nodes"],
  },
];
