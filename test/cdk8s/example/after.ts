import { Cluster, Namespace, NfsServer, NfsVolume, Project, Route, rke } from "kumiki";
import { Shop } from "./shop.ts";

const project = new Project({ defaults: "2026-11" });
const nas = new NfsServer(project, "nas", { address: "10.0.0.10" });
const farm = new Cluster(project, "farm", {
  kubernetes: "1.30",
  provisioner: rke({ release: "1.8.14" }),
  ssh: { user: "ubuntu" },
  nodes: { "node-1": { address: "10.0.0.11" } },
});
const namespace = new Namespace(farm, "shop", { podSecurity: "baseline" });
const pictures = new NfsVolume(namespace, "pictures", {
  directory: nas.export("/srv/pictures", { size: "20Gi" }),
  owner: { uid: 25000, gid: 26000 },
});
new Shop(namespace, "app", { namespace: namespace.name, claimName: pictures.claimName });
new Route(namespace, "route", { name: "web", host: "shop.home.arpa", tls: "none", service: { name: "web", port: 80 } });

export default project;
