import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { scratch } from "../terminal.ts";

/** A program of the test's own, in a folder with a package.json. */
export const program = (text: string): string => {
  const folder = scratch();
  writeFileSync(join(folder, "package.json"), '{ "name": "test" }');
  writeFileSync(join(folder, "main.ts"), text);
  return folder;
};

/** A program that makes an empty project. */
export const GOOD = `import { Project, NfsServer } from "kumiki";
const project = new Project({ defaults: "2026-11" });
export default project;
`;

/** A program with one database, by the names of its cluster and its server and the directory of its data. */
export const withDatabase = ({ cluster = "c", server = "nas", path = "/db" }): string =>
  GOOD.replace("Project, NfsServer", "Cluster, MariaDB, Namespace, NfsServer, Project, rke").replace(
    "export default",
    `const nas = new NfsServer(project, "${server}", { address: "10.0.0.10" });
const cluster = new Cluster(project, "${cluster}", { kubernetes: "1.30", provisioner: rke({ release: "1.8.14" }), ssh: { user: "u" }, nodes: { a: { address: "10.0.0.11" } } });
new MariaDB(new Namespace(cluster, "n"), "db", { data: nas.export("${path}", { size: "1Gi" }) });
export default`,
  );
