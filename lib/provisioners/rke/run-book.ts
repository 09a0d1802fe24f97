import type { Inventory } from "../../inventory/inventory.ts";
import type { JumpHost } from "../../inventory/jump-host.ts";
import type { RunBookStep } from "../../inventory/provisioner.ts";
import { shellWord } from "../shell-word.ts";
import { sshCommand } from "../ssh-command.ts";
import { upstreamVersion } from "./kubernetes-versions.ts";

/**
 * The commands that bring the cluster up, typed on the manager server, in the cluster's folder of the output. RKE keeps its
 * state beside the file that it is given. The output folder is committed, and emptied by `cdk8s synth`: so RKE is given a link
 * to the file, in a folder of the operator's own.
 */
export const rkeRunBook = (
  inventory: Inventory,
  release: string,
  jump: JumpHost | undefined,
): readonly RunBookStep[] => {
  const folder = `"$HOME"/rke/${shellWord(inventory.name)}`;
  return [
    getPrograms(upstreamVersion(inventory.kubernetes), release),
    {
      title: "See that every machine lets you in and has Docker",
      text:
        "RKE talks to Docker as this user, who must be in the group docker. It accepts Docker 20.10 and 23.0 to 28.3. It also accepts any " +
        "host key without a question, so this is the time to compare the keys that ssh asks about.",
      commands: inventory.machines.map((machine) => sshCommand(machine, DOCKER_VERSION, jump)),
    },
    {
      title: "Bring the cluster up",
      text:
        "Again after every change of cluster.yml. RKE keeps cluster.rkestate beside the file that it is given: not here, where a " +
        "synthesis may empty the folder, but beside a link to it.",
      commands: [
        `install -d -m 0700 ${folder}`,
        `ln -sfn "$PWD/cluster.yml" ${folder}/cluster.yml`,
        `(cd ${folder} && ~/rke/bin/rke up --config cluster.yml)`,
        `export KUBECONFIG=${folder}/kube_config_cluster.yml PATH="$HOME/rke/bin:$PATH"`,
        "kubectl get nodes",
      ],
    },
    {
      title: "Keep cluster.rkestate",
      text:
        "It holds the cluster's certificates and keys, and without it the cluster can no longer be changed. Whoever reads it, or " +
        "kube_config_cluster.yml, owns the cluster. Copy both to where the backups are after every `rke up`, and never into git.",
      commands: [`chmod 0600 ${folder}/cluster.rkestate ${folder}/kube_config_cluster.yml`, `ls -l ${folder}`],
    },
  ];
};

const getPrograms = (kubernetes: string, release: string): RunBookStep => {
  const rke = `https://github.com/rancher/rke/releases/download/v${release}`;
  const kubectl = `https://dl.k8s.io/release/${kubernetes}/bin/linux/amd64`;
  return {
    title: "Get rke and kubectl",
    text:
      "On the server from which the cluster is managed; where that is an ARM machine write arm64 for amd64. RKE's repository is " +
      "archived: its releases are still there, and get no fixes. Both checks must say OK.",
    commands: [
      "install -d -m 0700 ~/rke ~/rke/bin",
      `(cd ~/rke/bin && curl -fLO ${rke}/rke_linux-amd64 && curl -fL ${rke}/sha256sum.txt | grep ' rke_linux-amd64$' | sha256sum -c)`,
      `(cd ~/rke/bin && curl -fLO ${kubectl}/kubectl && echo "$(curl -fL ${kubectl}/kubectl.sha256)  kubectl" | sha256sum -c)`,
      "mv ~/rke/bin/rke_linux-amd64 ~/rke/bin/rke",
      "chmod 0755 ~/rke/bin/rke ~/rke/bin/kubectl",
    ],
  };
};

const DOCKER_VERSION = "docker version --format {{.Server.Version}}";
