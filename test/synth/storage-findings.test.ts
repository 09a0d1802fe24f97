import { describe, expect, test } from "vitest";
import { Deployment } from "../../imports/k8s/apps/v1.ts";
import {
  Cluster,
  MariaDB,
  Namespace,
  NfsServer,
  NfsVolume,
  type NfsVolumeOverrides,
  Project,
  rke,
  synthesize,
} from "../../lib/index.ts";
import { check, deployment, volume, wordpress } from "../mistakes.ts";
import { codesOf, type Sample, sample } from "../sample.ts";

describe("synthesize reports mistakes about storage", () => {
  test("an export that nothing mounts", () =>
    check(({ nas }) => nas.export("/idle", { size: "1Gi" }), ["export-unmounted"], "open to the world"));
  test("no export that nothing mounts where the object that may mount it could not be read", () =>
    check(
      (made) => {
        new Deployment(
          made.blog,
          "a",
          deployment(volume(made).claimName, { terminationGracePeriodSeconds: Number.NaN }),
        );
      },
      ["object-failed"],
    ));
  test("an export whose pods can run on no machine", () =>
    check(
      (made) => {
        new Deployment(made.blog, "a", deployment(volume(made).claimName, { nodeSelector: { disk: "fast" } }));
      },
      ["export-without-clients"],
    ));
  test("a directory claimed twice, also by another cluster", () =>
    check(
      (made) => {
        wordpress(made);
        const other = new Cluster(made.project, "other", {
          kubernetes: "1.30",
          provisioner: rke({ release: "1.8.14" }),
          ssh: { user: "ubuntu" },
          nodes: { a: { address: "10.0.1.11" } },
        });
        new MariaDB(new Namespace(other, "blog"), "db", { data: made.nas.export("/db", { size: "1Gi" }) });
      },
      ["directory-claimed-twice"],
      "each would write the other's files",
    ));
  test("a directory inside another's", () =>
    check(
      (made) => wordpress(made, { database: { data: made.nas.export("/data/db", { size: "1Gi" }) } }),
      ["directory-claimed-twice"],
    ));
  test("directories beside each other under one export are fine", () =>
    check((made) => {
      const share = made.nas.export("/srv", { size: "1Gi" });
      wordpress(made, { content: share.directory("content"), database: { data: share.directory("db") } });
    }, []));
  test("one claim for two workloads, unless each writes a directory of its own or one reads alone", () => {
    const pod = (spec: object) => ({ spec: { template: { spec } } });
    const content = (mount: object) => {
      const volumeMounts = [{ mountPath: "/var/www/html/wp-content", ...mount }];
      return pod({
        containers: [{ name: "wordpress", volumeMounts }],
        initContainers: [{ name: "core", volumeMounts }],
      });
    };
    const tables = (mount: object) =>
      pod({ containers: [{ name: "mariadb", volumeMounts: [{ mountPath: "/var/lib/mysql", ...mount }] }] });
    const shared = (ofSite: object, ofDatabase: object) => (made: Sample) => {
      const database = { data: "shared", overrides: { statefulSet: ofDatabase } };
      wordpress(made, { content: "shared", database, overrides: { deployment: ofSite } });
    };
    check(
      shared({}, {}),
      ["claim-shared"],
      "Cannot keep the data of MariaDB mariadb on claim blog/shared: WordPress wordpress keeps its own there",
    );
    check(shared(content({ subPath: "site" }), tables({ subPath: "./site/" })), ["claim-shared"]);
    check(shared(content({ subPath: "site" }), tables({})), ["claim-shared"]);
    check(shared(content({ subPath: "site" }), tables({ subPath: "site-tables" })), []);
    check(shared(content({ subPath: "site" }), tables({ subPathExpr: "$(POD)" })), []);
    check(shared(content({ readOnly: true }), {}), []);
    check(
      shared({}, pod({ volumes: [{ name: "data", persistentVolumeClaim: { claimName: "shared", readOnly: true } }] })),
      [],
    );
    check((made) => {
      wordpress(made, { content: "shared" });
      new MariaDB(made.blog, "own", { name: "own", data: "own" });
      new MariaDB(new Namespace(made.cluster, "other"), "db", { data: "shared" });
    }, []);
  });
  test("a volume's own word for what lies on it claims nothing", () => {
    const given = (usedBy: string) => (made: Sample) => {
      const directory = made.nas.export("/content", { size: "1Gi" });
      wordpress(made, { content: new NfsVolume(made.blog, "v", { directory, owner: { uid: 33, gid: 33 }, usedBy }) });
    };
    check(given("our site"), []);
    check(given("WordPress wordpress"), []);
  });
  test("a size that is no quantity, has no unit, or is nothing", () => {
    for (const size of ["20 GB", "10", "0Gi"])
      check((made) => wordpress(made, { content: made.nas.export("/data", { size }) }), ["volume-size"], `"${size}"`);
  });
  test("a directory from which no volume can get its name", () => {
    for (const path of ["/データ", "/"])
      check(
        (made) => wordpress(made, { content: made.nas.export(path, { size: "1Gi" }) }),
        path === "/"
          ? ["volume-unnamed", "object-name", "object-name", "directory-claimed-twice"]
          : ["volume-unnamed", "object-name", "object-name"],
      );
  });
  test("a volume that an override takes away from its directory", () => {
    const site = (overrides: NfsVolumeOverrides) => (made: Sample) =>
      wordpress(made, { overrides: { volume: overrides } });
    check(site({ claim: { metadata: { name: "mine" } } }), ["volume-override"]);
    check(site({ persistentVolume: { spec: { nfs: { path: "/elsewhere" } } } }), ["volume-override"]);
    check(site({ persistentVolume: { spec: { mountOptions: ["soft"], nfs: { readOnly: true } } } }), []);
  });
  test("two servers at one address, but not in two places that have the same private addresses", () => {
    const together = (made: Sample): void => {
      const other = new NfsServer(made.project, "nas2", { address: "10.0.0.10" });
      wordpress(made, { content: other.export("/data", { size: "1Gi" }) });
    };
    check(together, ["nfs-server-twice"], 'server "nas" is there');
    const apart = (address: string) => {
      const project = new Project({ defaults: "2026-11" });
      for (const name of ["tokyo", "osaka"]) {
        const nas = new NfsServer(project, `nas-${name}`, { address, sees: "public" });
        const cluster = new Cluster(project, name, {
          kubernetes: "1.30",
          provisioner: rke({ release: "1.8.14" }),
          ssh: { user: "u" },
          nodes: { a: { address: "10.0.0.11" } },
        });
        new MariaDB(new Namespace(cluster, "n"), "db", { data: nas.export("/db", { size: "1Gi" }) });
      }
      return [...new Set(codesOf(synthesize(project)))];
    };
    expect(apart("10.0.0.10")).toEqual([]);
    expect(apart("8.8.8.8")).toEqual(["nfs-server-twice", "directory-claimed-twice"]);
  });
  test("a server inside the pods' network", () => {
    const made = sample();
    const inside = new NfsServer(made.project, "inside", { address: "10.42.0.10" });
    wordpress(made, { content: inside.export("/data", { size: "1Gi" }) });
    expect(codesOf(synthesize(made.project))).toEqual(["network-overlap"]);
  });
  test("a client that is a wildcard, and one that is the world", () => {
    const withClients = (clients: readonly string[]) => (made: Sample) => {
      wordpress(made, { content: made.nas.export("/data", { size: "1Gi", clients }) });
    };
    check(withClients(["10.0.0.*"]), ["nfs-client"]);
    check(withClients(["35.194.125.79P"]), ["nfs-client"]);
    check(withClients(["010.0.0.1"]), ["nfs-client"]);
    check(withClients(["10.0.0.1/24"]), ["nfs-client"]);
    check(withClients(["fe80::1%eth0"]), ["nfs-client"]);
    check(withClients(["0.0.0.0/0"]), ["nfs-open-to-the-world"]);
    check(withClients(["10.0.0.0/24", "fd00::/64"]), []);
    check(withClients(["34.85.71.60", "10.0.0.0/24"]), ["nfs-public-client"]);
  });
  test("stated clients that leave out a machine which can run the pods", () => {
    const withClients =
      (...lists: readonly (readonly string[] | undefined)[]) =>
      (made: Sample) => {
        const [content] = lists.map((clients) =>
          made.nas.export("/data", { size: "1Gi", ...(clients && { clients }) }),
        );
        wordpress(made, content === undefined ? {} : { content });
      };
    check(
      withClients(["10.0.0.12", "10.0.0.99"]),
      ["export-locks-out"],
      'Cannot mount /data of server "nas" on 10.0.0.11, 10.0.0.13: pods that mount it can run there',
    );
    check(withClients(["10.0.0.0/28"]), []);
    check(withClients(["fd00::/64"], ["10.0.0.11"]), ["export-locks-out"], "on 10.0.0.12, 10.0.0.13:");
    check(withClients(["10.0.0.99"], undefined), []);
    check(withClients([]), ["export-without-clients"], "the program states an empty list");
  });
  test("an export's path that is relative or leads elsewhere", () => {
    for (const path of ["data", "/a/../b", "/a//b", "/a/", "/a\nb"]) {
      check(({ nas }) => nas.export(path, { size: "1Gi" }), ["nfs-path", "export-unmounted"]);
    }
  });
  test("a server's address with a slip in it, and one by which no machine reaches it", () => {
    for (const address of ["203.0.113.1O", "::", "0.0.0.0", "127.0.0.1", "::1", "ff02::1", "fe80::1%eth0"])
      check(({ project }) => new NfsServer(project, "b", { address }), ["nfs-server-address"]);
  });
});
