import { Construct } from "constructs";
import { describe, expect, test } from "vitest";
import {
  acknowledge,
  Cluster,
  MariaDB,
  Namespace,
  NfsServer,
  Project,
  rke,
  synthesize,
  WordPress,
} from "../../lib/index.ts";
import type { Inventory } from "../../lib/inventory/inventory.ts";
import { codesOf, inventoryOf, MACHINES } from "../sample.ts";

interface Names {
  readonly cluster?: object;
  readonly clusterId?: string;
  readonly namespace?: object;
  readonly namespaceId?: string;
  readonly serverId?: string;
  readonly server?: object;
  readonly database?: object;
  readonly databasePath?: string;
  readonly databaseExport?: object;
  /** Where in the tree the site is made. */
  readonly wrap?: (scope: Construct) => Construct;
  readonly siteId?: string;
}

const program = (names: Names = {}): Project => {
  const project = new Project({ defaults: "2026-11" });
  const nas = new NfsServer(project, names.serverId ?? "nas", { name: "nas", address: "10.0.0.10", ...names.server });
  const cluster = new Cluster(project, names.clusterId ?? "lecture", {
    name: "lecture",
    kubernetes: "1.30",
    provisioner: rke({ release: "1.8.14" }),
    ssh: { user: "ubuntu" },
    nodes: MACHINES,
    ...names.cluster,
  });
  const blog = new Namespace(cluster, names.namespaceId ?? "blog", { name: "blog", ...names.namespace });
  new WordPress((names.wrap ?? ((scope) => scope))(blog), names.siteId ?? "wordpress", {
    host: "blog.example.com",
    tls: "none",
    content: nas.export("/data", { size: "20Gi" }),
    database: {
      data: nas.export(names.databasePath ?? "/bitnami/mariadb", { size: "8Gi", ...names.databaseExport }),
      ...names.database,
    },
  });
  return project;
};

describe("what comes out stays the same, byte for byte, when a program", () => {
  const check = (names: Names): void => expect(synthesize(program(names)).files).toEqual(synthesize(program()).files);
  test("renames constructs", () => check({ clusterId: "x", namespaceId: "y", serverId: "z", siteId: "w" }));
  test("wraps a construct", () => check({ wrap: (scope) => new Construct(new Construct(scope, "team"), "site") }));
  test("makes clusters, namespaces and acknowledgements in another order", () => {
    const made = (isReversed: boolean) => {
      const project = new Project({ defaults: "2026-11" });
      const share = new NfsServer(project, "nas", { address: "10.0.0.10" }).export("/srv", { size: "1Gi" });
      const names = ["a", "b"];
      for (const [index, name] of (isReversed ? names.toReversed() : names).entries()) {
        const at = isReversed ? 1 - index : index;
        const cluster = new Cluster(project, name, {
          kubernetes: "1.30",
          provisioner: rke({ release: "1.8.14" }),
          ssh: { user: "u" },
          nodes: { one: { address: `10.0.${at}.11` }, two: { address: `10.0.${at}.9`, roles: [] } },
        });
        const codes = [
          "rke-end-of-life",
          "ingress-nginx-retired",
          "machine-roles-not-stated",
          "kubernetes-end-of-life",
        ];
        for (const code of isReversed ? codes.toReversed() : codes) acknowledge(cluster, code, "a test");
        new MariaDB(new Namespace(cluster, "n"), "db", { data: share.directory(name) });
      }
      return synthesize(project);
    };
    const byPath = ({ files, findings }: ReturnType<typeof made>) => {
      expect(findings).toEqual([]);
      return new Map(files.map((file) => [file.path, file]));
    };
    expect(byPath(made(true))).toEqual(byPath(made(false)));
  });
  test("states keys in another order", () =>
    check({ cluster: { nodes: Object.fromEntries(Object.entries(MACHINES).toReversed()) } }));
});

describe("the guard", () => {
  const before: readonly Inventory[] = [inventoryOf(program())];
  const check = (after: Project, codes: readonly string[], says = ""): void => {
    const { findings } = synthesize(after, { before });
    expect(codesOf({ findings })).toEqual(codes);
    expect(findings.map(({ message }) => message).join("\n")).toContain(says);
  };
  const LOST = "identity-lost";

  test("lets a program that changes nothing pass", () => check(program(), []));
  test("stops a cluster that was renamed, and names the way out", () =>
    check(program({ cluster: { name: "other" } }), [LOST, LOST, LOST, LOST, LOST], "renamedFrom"));
  test("stops a namespace that was renamed", () =>
    check(program({ namespace: { name: "other" } }), [LOST, LOST, LOST, LOST, LOST], "volume lecture/blog/data"));
  test("stops a path that was renamed", () =>
    check(program({ databasePath: "/srv/mariadb" }), [LOST], "volume lecture/blog/bitnami-mariadb"));
  test("stops a server that got another address", () =>
    check(
      program({ server: { address: "10.0.0.20" } }),
      ["identity-moved", "identity-moved"],
      "10.0.0.10:/data to 10.0.0.20:/data",
    ));
  test("stops a database that goes", () => {
    const project = new Project({ defaults: "2026-11" });
    check(project, [LOST, LOST, LOST, LOST, LOST], 'project.forget("database lecture/blog/mariadb", "why")');
  });
  test("stops a database that was renamed", () => check(program({ database: { name: "db" } }), [LOST, LOST]));

  test("lets renamedFrom pass: cluster, namespace, path, database", () => {
    check(program({ cluster: { name: "other", renamedFrom: "lecture" } }), []);
    check(program({ namespace: { name: "other", renamedFrom: "blog" } }), []);
    check(
      program({ cluster: { name: "c", renamedFrom: "lecture" }, namespace: { name: "n", renamedFrom: "blog" } }),
      [],
    );
    check(program({ databasePath: "/srv/mariadb", databaseExport: { renamedFrom: "/bitnami/mariadb" } }), []);
    check(program({ database: { name: "db", renamedFrom: "mariadb" } }), []);
  });
  test("lets forget pass: one volume, a namespace, a cluster", () => {
    const moved = program({ server: { address: "10.0.0.20" } });
    moved.forget("volume lecture/blog/data", "copied");
    moved.forget("volume lecture/blog/bitnami-mariadb", "copied");
    check(moved, []);
    for (const identity of ["namespace lecture/blog", "cluster lecture"]) {
      const empty = new Project({ defaults: "2026-11" });
      empty.forget(identity, "the course is over");
      check(empty, []);
    }
  });
  test("lets a cluster change altogether whose machines have addresses set aside for examples, and no other", () => {
    const changed = (...addresses: readonly string[]) => {
      const held = before.map((found) => ({
        ...found,
        machines: found.machines
          .slice(0, 1)
          .flatMap((machine) => addresses.map((address) => ({ ...machine, address }))),
      }));
      return codesOf(synthesize(program({ server: { address: "10.0.0.20" } }), { before: held }));
    };
    const moved = ["identity-moved", "identity-moved"];
    expect(changed("203.0.113.11", "192.0.2.1", "198.51.100.255", "2001:db8::1")).toEqual([]);
    expect(changed("203.0.113.11", "203.0.114.1")).toEqual(moved);
    expect(changed("node.example.com")).toEqual(moved);
  });
});

test("a second MariaDB of a namespace states its own name", () => {
  const project = program();
  const blog = project.node.findAll().find((construct) => construct instanceof Namespace);
  const nas = new NfsServer(project, "nas2", { address: "10.0.0.30" });
  if (blog instanceof Namespace)
    new MariaDB(blog, "second", { name: "second", data: nas.export("/second", { size: "1Gi" }) });
  expect(codesOf(synthesize(project))).toEqual([]);
});
