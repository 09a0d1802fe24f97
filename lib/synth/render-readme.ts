import type { FormerObjects } from "../cluster/facts.ts";
import type { Inventory } from "../inventory/inventory.ts";
import type { JumpHost } from "../inventory/jump-host.ts";
import type { RunBookStep } from "../inventory/provisioner.ts";
import { sshCommand } from "../provisioners/ssh-command.ts";

/** What the README of a cluster is made from. */
export interface ReadmeParts {
  readonly inventory: Inventory;
  /** Names of the servers that this cluster mounts, with their addresses. */
  readonly servers: readonly { readonly name: string; readonly address: string }[];
  /** So many objects are to be applied. */
  readonly objects: number;
  /** What logins to the machines go through. */
  readonly jumpHost: JumpHost | undefined;
  /** How to bring the machines up. */
  readonly provisioning: readonly RunBookStep[];
  /** What workloads were called before; a whole namespace where no objects are named. */
  readonly former: readonly FormerObjects[];
  /** What nothing here does, as sentences. */
  readonly byHand: readonly string[];
}

/** The cluster's run-book: every command from bare machines to the running workloads, in order. */
export const renderReadme = (parts: ReadmeParts): string => {
  const { inventory } = parts;
  const steps = [
    ...serverSteps(parts),
    ...parts.provisioning,
    ...secretSteps(inventory),
    ...formerSteps(parts),
    ...applySteps(parts),
    ...handSteps(parts),
  ];
  return [
    `# Cluster ${inventory.name}`,
    "",
    `Kubernetes ${inventory.kubernetes} on ${inventory.machines.length} ${inventory.machines.length === 1 ? "machine" : "machines"}, by ${inventory.provisioner.name} ${inventory.provisioner.release}.`,
    "Type the commands in this folder, in this order. All of them may be repeated.",
    "",
    ...steps.flatMap((step, index) => stepLines(step, index + 1)),
    ...tables(inventory),
  ].join("\n");
};

const stepLines = ({ title, text, commands }: RunBookStep, number: number): readonly string[] => [
  `## ${number}. ${title}`,
  "",
  text,
  "",
  ...(commands.length === 0 ? [] : ["```sh", ...commands, "```", ""]),
];

const serverSteps = ({ servers, inventory, jumpHost }: ReadmeParts): readonly RunBookStep[] => {
  if (servers.length === 0) return [];
  return [
    ...servers.map(({ name, address }) => ({
      title: `Set up the NFS server ${name}`,
      text: "It needs the NFS server's package (Debian: nfs-kernel-server). The script looks before it changes anything, and installs a file of its own below /etc/exports.d.",
      commands: [
        `scp -r ../hosts/${name} ${address.includes(":") ? `[${address}]` : address}:`,
        `ssh -t ${address} sudo ./${name}/setup.sh`,
      ],
    })),
    {
      title: "Give every machine the NFS client",
      text: "Without it pods wait for their volumes for ever. On other systems than Debian the package is called nfs-utils.",
      commands: inventory.machines.map((machine) => sshCommand(machine, INSTALL_NFS_CLIENT, jumpHost)),
    },
  ];
};

const INSTALL_NFS_CLIENT = "sudo apt-get update && sudo apt-get install -y nfs-common";

const secretSteps = ({ secrets, name, provisioner }: Inventory): readonly RunBookStep[] =>
  secrets.length === 0
    ? []
    : [
        {
          title: "Make the Secrets",
          text: "The script draws the values at random on this machine and leaves a Secret that exists as it is. It keeps them in that folder too, in plain text and for you alone: a database keeps the passwords of its first start, so a cluster that is made anew over the data takes them from there. Copy the folder to where the backups are, and never into git.",
          commands: [`./secrets.sh --keep "$HOME"/${provisioner.name}/${name}/secrets`],
        },
      ];

/** After the Secrets, which take their values from there, and before what takes over the data. */
const formerSteps = ({ former }: ReadmeParts): readonly RunBookStep[] =>
  former.length === 0
    ? []
    : [
        {
          title: "Take away what had another name",
          text: "It would run on, and keep its database and its host from what takes its place. The data stays: it lies on the server.",
          commands: former.map(({ namespace, objects }) =>
            objects.length === 0
              ? `kubectl delete namespace ${namespace} --ignore-not-found`
              : `kubectl delete --namespace ${namespace} --ignore-not-found ${objects.join(" ")}`,
          ),
        },
      ];

const handSteps = ({ byHand }: ReadmeParts): readonly RunBookStep[] =>
  byHand.length === 0
    ? []
    : [
        {
          title: "Let visitors in",
          text: ["What nothing here does for you:", "", ...byHand.map((says) => `- ${says}`)].join("\n"),
          commands: ["kubectl get ingresses --all-namespaces"],
        },
      ];

const applySteps = ({ objects, inventory: { volumes } }: ReadmeParts): readonly RunBookStep[] => [
  {
    title: "Apply the manifests",
    text: `As often as they change; where a GitOps controller does it, point it at the folder manifests.${objects > MOST_FOR_KUSTOMIZE ? ABOUT_LISTS : ""}`,
    commands: [
      ...(objects > MOST_FOR_KUSTOMIZE ? APPLY_LISTS : ["kubectl apply -k manifests"]),
      "kubectl get pods --all-namespaces",
    ],
  },
  ...(volumes.length === 0
    ? []
    : [
        {
          title: "See that every claim is bound",
          text: "A pod that stays in ContainerCreating says why in its events: mostly an export that does not name its machine, or a machine without the NFS client.",
          commands: ["kubectl get persistentvolumes,persistentvolumeclaims --all-namespaces"],
        },
      ]),
];

/** The time of kustomize grows with the square: 1,400 objects take it 3 seconds, 4,200 more than a minute, 14,000 over five. */
const MOST_FOR_KUSTOMIZE = 2000;

const ABOUT_LISTS =
  " There are so many that kubectl apply -k would take minutes before it begins: this hands over the files themselves, in the order of the same lists. Each folder of a namespace can also be applied by itself: kubectl apply -k manifests/namespaces/NAME.";

/** Names of files and folders have no blanks, and stand in the lists without quotes. */
const APPLY_LISTS: readonly string[] = [
  `list() { sed -n "s#^  - #$1/#p" "$1/Kustomization"; }`,
  `for name in $(list manifests); do if [ -d "$name" ]; then list "$name"; else echo "$name"; fi; done | sed 's/^/--filename=/' | xargs kubectl apply`,
];

const tables = (inventory: Inventory): readonly string[] => [
  "## What there is",
  "",
  ...table(
    ["Machine", "Address", "Roles"],
    inventory.machines.map(({ name, address, internalAddress, roles }) => [
      name,
      internalAddress === undefined ? address : `${address}, ${internalAddress} inside`,
      roles.join(", "),
    ]),
  ),
  ...table(
    ["Volume", "Directory", "Size", "Used by"],
    inventory.volumes.map(({ persistentVolume, server, path, size, usedBy }) => [
      persistentVolume,
      `${server.address}:${path}`,
      size,
      usedBy.join(", "),
    ]),
  ),
  ...table(
    ["Secret", "Keys", "For"],
    inventory.secrets.map(({ namespace, name, keys, purpose }) => [`${namespace}/${name}`, keys.join(", "), purpose]),
  ),
  ...table(
    ["Not made here", "Keys", "Used by"],
    (inventory.expected ?? []).map(({ kind, namespace, name, keys, usedBy }) => [
      `${kind} ${namespace}/${name}`,
      keys.join(", "),
      usedBy.join(", "),
    ]),
  ),
  ...table(
    ["Known and accepted", "Of", "Because"],
    inventory.acknowledged.map(({ code, about, reason }) => [code, about, reason]),
  ),
];

const table = (head: readonly string[], rows: readonly (readonly string[])[]): readonly string[] =>
  rows.length === 0 ? [] : [rowText(head), rowText(head.map(() => "---")), ...rows.map(rowText), ""];

/** A row is one line, whatever a reason has. */
const rowText = (cells: readonly string[]): string =>
  `| ${cells.map((cell) => cell.replace(/\s*[\r\n]\s*/g, " ").replaceAll("|", "\\|")).join(" | ")} |`;
