// The lecture's cluster: three machines brought up by RKE from a manager server, WordPress and MariaDB on them, and an NFS
// server that exports /data and /bitnami/mariadb to the three.
import { acknowledge, Cluster, Namespace, NfsServer, Project, rke, WordPress } from "kumiki";

const project = new Project({ defaults: "2026-11" });

// The lecture does not name the NFS server's address: this one is from the range that is set aside for documentation.
const nas = new NfsServer(project, "nas", { address: "203.0.113.10" });

const lecture = new Cluster(project, "lecture", {
  kubernetes: "1.30",
  provisioner: rke({ release: "1.8.14" }),
  // The lecture logs in with a key from the manager server; it names neither the user nor the key's file.
  ssh: { user: "ubuntu", keyPath: "~/.ssh/id_ed25519" },
  nodes: {
    "node-1": { address: "34.85.71.141" },
    "node-2": { address: "34.85.71.60" },
    "node-3": { address: "35.194.125.79" },
  },
});

const blog = new Namespace(lecture, "blog");

new WordPress(blog, "wordpress", {
  // The lecture names no host.
  host: "blog.example.com",
  tls: "none",
  content: nas.export("/data", { size: "20Gi" }),
  database: { data: nas.export("/bitnami/mariadb", { size: "8Gi" }) },
});

acknowledge(lecture, "rke-end-of-life", "The lecture teaches RKE; the cluster lives as long as the course.");
acknowledge(lecture, "kubernetes-end-of-life", "1.30 is the newest that RKE 1.8.14 installs without a subscription.");
acknowledge(lecture, "ingress-nginx-retired", "RKE's own ingress is part of the lecture.");
acknowledge(
  nas,
  "nfs-public-client",
  "The lecture's machines have public addresses only; its firewall admits these three.",
);

export default project;
