// How little one has to write: one machine, one NFS server, one WordPress.
import { Cluster, Namespace, NfsServer, Project, rke, WordPress } from "kumiki";

const project = new Project({ defaults: "2026-11" });
const nas = new NfsServer(project, "nas", { address: "10.0.0.10" });
const home = new Cluster(project, "home", {
  kubernetes: "1.30",
  provisioner: rke({ release: "1.8.14" }),
  ssh: { user: "ubuntu" },
  nodes: { "node-1": { address: "10.0.0.11" } },
});
new WordPress(new Namespace(home, "blog"), "wordpress", {
  host: "blog.home.arpa",
  tls: "none",
  content: nas.export("/srv/blog/content", { size: "10Gi" }),
  database: { data: nas.export("/srv/blog/database", { size: "5Gi" }) },
});

export default project;
