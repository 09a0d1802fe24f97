import { Cluster, Namespace, NfsServer, Project, rke, synthesize } from "kumiki";
import { expect, test } from "vitest";
import { Notes, type NotesProps } from "./notes.ts";

/** A project with a Notes server in it. */
const stack = (props: Partial<NotesProps> = {}): Project => {
  const project = new Project({ defaults: "2026-11" });
  const nas = new NfsServer(project, "nas", { address: "10.0.0.10" });
  const home = new Cluster(project, "home", {
    kubernetes: "1.30",
    provisioner: rke({ release: "1.8.14" }),
    ssh: { user: "ubuntu" },
    nodes: { "node-1": { address: "10.0.0.11" } },
  });
  const data = nas.export("/srv/notes", { size: "10Gi" });
  new Notes(new Namespace(home, "office"), "notes", { host: "notes.home.arpa", tls: "none", data, ...props });
  return project;
};

/** Every manifest that a project makes, as it is written. */
const yamlOf = (project: Project): string =>
  synthesize(project)
    .files.filter(({ path }) => path.endsWith(".yaml"))
    .map(({ text }) => text)
    .join("---\n");

test("Notes makes these objects", () => expect(yamlOf(stack())).toMatchFileSnapshot("notes.yaml"));

test("Notes takes overrides", () => {
  const deployment = { spec: { template: { spec: { containers: [{ name: "notes", tty: true }] } } } };
  expect(yamlOf(stack({ overrides: { deployment } }))).toContain("tty: true");
});

test("Notes refuses attachments that the server does not take", () => {
  const errors = synthesize(stack({ attachmentMiB: 513 })).findings.filter(({ severity }) => severity === "error");
  expect(errors).toMatchObject([
    { code: "notes-attachment", about: { path: "home/office/notes", source: { file: import.meta.filename } } },
  ]);
});
