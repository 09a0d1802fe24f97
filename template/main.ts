// The whole stack: its machines, its storage and what runs on them. `npm run synth` writes dist/ from it.
import { Cluster, Namespace, NfsServer, Project, rke, WordPress } from "kumiki";

// Addresses and host are examples that nobody has (RFC 5737 and 2606 set them aside): put yours in their place.

/** The NFS server, which holds the data. Let it and the machines share a private network: NFS is not encrypted. */
const nasAddress = "203.0.113.10";

/** The machines, by the names of their Kubernetes nodes. */
const nodes = {
  "node-1": { address: "203.0.113.11" },
};

/** How you log in to the machines. */
const ssh = { user: "ubuntu", keyPath: "~/.ssh/id_ed25519" };

/** The name under which the site is reached. */
const host = "blog.example.com";

const project = new Project({ defaults: "2026-11" });
const nas = new NfsServer(project, "nas", { address: nasAddress });
const home = new Cluster(project, "home", {
  kubernetes: "1.30",
  provisioner: rke({ release: "1.8.14" }),
  ssh,
  nodes,
});

new WordPress(new Namespace(home, "blog"), "wordpress", {
  host,
  tls: "none",
  content: nas.export("/srv/blog/content", { size: "10Gi" }),
  database: { data: nas.export("/srv/blog/database", { size: "5Gi" }) },
});

export default project;
