import { type Inventory, synthesize } from "kumiki";
import { expect, test } from "vitest";
import project from "../main.ts";

const { files, findings, manifests } = synthesize(project);

const textOf = (path: string): string => files.find((file) => file.path === path)?.text ?? `no file ${path}`;

test("nothing that was found stops the synthesis", () =>
  expect(findings.filter(({ severity }) => severity === "error")).toEqual([]));

test("the NFS server lets in the cluster's machines and nobody else", () => {
  const { machines } = JSON.parse(textOf("home/inventory.json")) as Inventory;
  const addresses = machines.map(({ address, internalAddress }) => internalAddress ?? address).toSorted();
  const lines = textOf("hosts/nas/exports").match(/^\/.*$/gm) ?? [];
  expect(lines).not.toEqual([]);
  for (const line of lines) {
    const clients = line.split(" ").slice(1);
    expect(clients.map((client) => client.replace(/\(.*/, "")).toSorted(), line).toEqual(addresses);
  }
});

// After a change that you meant: npm test -- -u
test("the cluster holds these objects", () => {
  const objects = manifests.flatMap(({ folder, manifests: own }) =>
    own.map(({ kind, metadata }) => `${folder} ${kind} ${metadata?.namespace ?? "-"}/${metadata?.name}`),
  );
  expect(objects.join("\n")).toMatchInlineSnapshot(`
    "home Namespace -/blog
    home PersistentVolume -/blog.srv-blog-content
    home PersistentVolume -/blog.srv-blog-database
    home ConfigMap blog/mariadb-config
    home ConfigMap blog/wordpress-config
    home PersistentVolumeClaim blog/srv-blog-content
    home PersistentVolumeClaim blog/srv-blog-database
    home Service blog/mariadb
    home Service blog/mariadb-headless
    home Service blog/wordpress
    home StatefulSet blog/mariadb
    home Deployment blog/wordpress
    home Ingress blog/wordpress"
  `);
});
