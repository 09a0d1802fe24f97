import {
  Cluster,
  type MachineProps,
  Namespace,
  NfsServer,
  Project,
  rke,
  type Synthesis,
  synthesize,
} from "../lib/index.ts";
import type { Inventory } from "../lib/inventory/inventory.ts";
import type { Manifest } from "../lib/manifest/manifest.ts";

/** A project with one server and one cluster of three machines on a private network: no finding but RKE's own warnings. */
export interface Sample {
  readonly project: Project;
  readonly nas: NfsServer;
  readonly cluster: Cluster;
  readonly blog: Namespace;
}

export const MACHINES: Readonly<Record<string, MachineProps>> = {
  "node-1": { address: "10.0.0.11" },
  "node-2": { address: "10.0.0.12" },
  "node-3": { address: "10.0.0.13" },
};

/** Warnings that any cluster of RKE gets today. */
export const RKE_WARNINGS = ["rke-end-of-life", "ingress-nginx-retired", "kubernetes-end-of-life"];

export const sample = (cluster: object = {}): Sample => {
  const project = new Project({ defaults: "2026-11" });
  const nas = new NfsServer(project, "nas", { address: "10.0.0.10" });
  const lecture = new Cluster(project, "lecture", {
    kubernetes: "1.30",
    provisioner: rke({ release: "1.8.14" }),
    ssh: { user: "ubuntu" },
    nodes: MACHINES,
    ...cluster,
  });
  return { project, nas, cluster: lecture, blog: new Namespace(lecture, "blog") };
};

/** Codes of what was found, without what any cluster of RKE gets. */
export const codesOf = ({ findings }: Pick<Synthesis, "findings">): readonly string[] =>
  findings.map(({ code }) => code).filter((code) => !RKE_WARNINGS.includes(code));

export const manifestsOf = (project: Project): readonly Manifest[] =>
  synthesize(project).manifests.flatMap(({ manifests }) => manifests);

export const fileOf = (project: Project, path: string): string => {
  const { files } = synthesize(project);
  const found = files.find((file) => file.path === path);
  if (found === undefined) throw new Error(`no file ${path} among ${files.map((file) => file.path).join(", ")}`);
  return found.text;
};

export const inventoryOf = (project: Project, cluster = "lecture"): Inventory =>
  JSON.parse(fileOf(project, `${cluster}/inventory.json`)) as Inventory;
