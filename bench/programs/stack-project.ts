import { Namespace, NfsServer, Project, type ProjectProps, WordPress } from "kumiki";
import { NetworkPolicy } from "kumiki/k8s/networking.k8s.io/v1";
import { farm } from "./farm.ts";
import { siteName } from "./kit.ts";

/** Sites of WordPress and MariaDB as people write them with our constructs, in one cluster. */
export const stackProject = (sites: number, { edited, ...props }: StackProps = {}): Project => {
  const project = new Project({ defaults: "2026-11", ...props });
  const nas = new NfsServer(project, "nas", { address: "10.0.0.10" });
  const cluster = farm(project);
  const content = nas.export("/srv/content", { size: "20Gi" });
  const data = nas.export("/srv/database", { size: "20Gi" });
  for (let index = 0; index < sites; index += 1) {
    const site = siteName(index);
    const namespace = new Namespace(cluster, site);
    new WordPress(namespace, "wordpress", {
      host: `${site}.example.com`,
      tls: { secret: "wordpress-tls" },
      content: content.directory(site),
      database: { data: data.directory(site) },
      ...(index === edited ? { constants: { WP_POST_REVISIONS: 5 } } : {}),
    });
    new NetworkPolicy(namespace, "policy", {
      metadata: { name: "mariadb" },
      spec: {
        podSelector: { matchLabels: { "app.kubernetes.io/name": "mariadb" } },
        policyTypes: ["Ingress"],
        ingress: [
          {
            from: [{ podSelector: { matchLabels: { "app.kubernetes.io/name": "wordpress" } } }],
            ports: [{ protocol: "TCP", port: 3306 }],
          },
        ],
      },
    });
  }
  return project;
};

/** How the sites are made. */
export interface StackProps extends Pick<ProjectProps, "outdir"> {
  /** The number of a site whose configuration is another. @default - they are all alike */
  readonly edited?: number;
}
