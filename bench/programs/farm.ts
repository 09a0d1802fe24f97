import { acknowledge, Cluster, type Project, rke } from "kumiki";

/** The cluster that the bench's sites live in. */
export const farm = (project: Project): Cluster => {
  const cluster = new Cluster(project, "farm", {
    kubernetes: "1.30",
    provisioner: rke({ release: "1.8.14" }),
    ssh: { user: "ubuntu" },
    nodes: {
      "node-1": { address: "10.0.0.11" },
      "node-2": { address: "10.0.0.12" },
      "node-3": { address: "10.0.0.13" },
    },
  });
  for (const code of ["rke-end-of-life", "ingress-nginx-retired", "kubernetes-end-of-life"]) {
    acknowledge(cluster, code, "it is never installed");
  }
  return cluster;
};
