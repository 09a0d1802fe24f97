import { Lazy } from "cdk8s";
import { describe, expect, test } from "vitest";
import {
  Cluster,
  FilledSecret,
  MariaDB,
  Namespace,
  NfsServer,
  NfsVolume,
  RequiredSecret,
  Route,
  rke,
  synthesize,
  WordPress,
} from "../../lib/index.ts";
import { check, wordpress } from "../mistakes.ts";
import { codesOf, MACHINES, type Sample, sample } from "../sample.ts";

// As a program has them that nobody type-checked.
const site = (given: object) => (made: Sample) => void wordpress(made, given);
const database = (given: object) => (made: Sample) =>
  void new MariaDB(made.blog, "db", { data: made.nas.export("/db", { size: "1Gi" }), ...given });
const route = (given: object) => (made: Sample) =>
  void new Route(made.blog, "r", { host: "a.example.com", tls: "none", service: { name: "a", port: 80 }, ...given });

describe("synthesize reports values of another form than the prop's, and what else is wrong", () => {
  const wrong = ["prop-value"];
  test("how a host is reached", () => {
    check(
      site({ tls: "letsencrypt" }),
      wrong,
      /^Cannot take tls: found "letsencrypt"; allowed is "none", \{ secret \}/,
    );
    check(site({ tls: "-----BEGIN PRIVATE KEY-----" }), wrong, "found a text; allowed");
    for (const tls of [5, true, [], {}]) check(site({ tls }), wrong);
    check(route({ tls: "https" }), wrong);
    check(route({ host: 5 }), ["host-invalid"], 'host "5"');
    for (const host of [5, true, {}, ["a"]]) check(site({ host }), ["host-invalid"]);
  });
  test("variables and where they come from", () => {
    check(
      site({ environment: { A: 5, B: "b" } }),
      wrong,
      "Cannot take environment.A: found 5; allowed is a text, { secret, key } or { configMap, key }",
    );
    for (const A of [null, true, {}, { secret: "s" }, { key: "k" }, { secret: "s", key: 5 }])
      check(site({ environment: { A } }), wrong);
    for (const environment of [5, "a", ["A"]]) check(site({ environment }), wrong, "Cannot take environment: found");
    check(site({ environmentFrom: ["a", { secret: "s" }] }), wrong, 'take environmentFrom[0]: found "a"');
    check(
      site({ environmentFrom: { secret: "s" } }),
      wrong,
      "Cannot take environmentFrom: found a mapping; allowed is a list of { secret } and { configMap }",
    );
  });
  test("a database, without what may be its password", () => {
    check(site({ database: "db" }), wrong, 'Cannot take database: found "db"; allowed is a MariaDB, the props of one');
    check(site({ database: "mysql://shop:Hunter2!@db/shop" }), wrong, /^(?!.*Hunter2).*found a text/);
    const existing = { host: "db", database: "d", user: "u" };
    check(site({ database: { ...existing, password: "hunter2" } }), wrong, /password: found a text; allowed is \{ sec/);
    for (const password of [null, 5, { secret: "s" }]) check(site({ database: { ...existing, password } }), wrong);
  });
  test("Secrets to pull images with, a workload's and its cluster's", () => {
    for (const mistake of [site, database])
      check(mistake({ imagePullSecrets: "regcred" }), wrong, 'found "regcred"; allowed is a list of Secrets');
    const made = sample({ workloadDefaults: { imagePullSecrets: "regcred" } });
    wordpress(made);
    const [first, ...more] = synthesize(made.project).findings.filter(({ code }) => code === "prop-value");
    expect(first).toMatchObject({ about: { path: "lecture" }, values: { prop: "workloadDefaults.imagePullSecrets" } });
    expect(more).toEqual([]);
    expect(codesOf(synthesize(sample({ workloadDefaults: "none" }).project))).toEqual(wrong);
  });
  test("constants and overrides", () => {
    for (const constants of [5, "a", ["A"]]) check(site({ constants }), wrong);
    for (const overrides of [5, "a", [], { deployment: null }, { service: 5 }]) check(site({ overrides }), wrong);
    check(
      database({ overrides: { statefulSet: [] } }),
      wrong,
      "Cannot take overrides.statefulSet: found an empty list",
    );
    check(route({ overrides: [] }), wrong);
  });
  test("constants that PHP would not take, or not as they are", () => {
    const constants = { A: 1, B: Number.NaN, C: {} };
    check(site({ constants }), [...wrong, ...wrong], "Cannot take constants.B: found NaN; allowed is a text, a finite");
    for (const value of [Infinity, null, undefined, [1], () => 1]) check(site({ constants: { A: value } }), wrong);
  });
  test("variables that would be other lines of a server's configuration", () => {
    const configuration = { "a b": "c\n[mysqld]\nskip-grant-tables", b: "c\n[mysqld]\nskip-grant-tables" };
    check(database({ configuration }), [...wrong, ...wrong], 'found "a b"; allowed is a name of letters, digits');
    check(
      database({ configuration: { b: "Hunter2!\nskip-grant-tables" } }),
      wrong,
      /^(?!.*Hunter2).*found a text of more/,
    );
    for (const value of [Number.NaN, Infinity, {}, ["a"], undefined, "a\rb"])
      check(database({ configuration: { a: value } }), wrong);
    for (const variable of ["", "[mysqld]", "!includedir", "a=b", "#a", "a\nb"])
      check(database({ configuration: { [variable]: 1 } }), wrong);
    for (const given of [5, "a", ["a"]]) check(database({ configuration: given }), wrong);
    check(
      database({ configuration: { "hot.key_buffer_size": "1M", "skip-symbolic-links": true, a: null, b: "" } }),
      [],
    );
  });
  test("numbers of pods, images and resources", () => {
    for (const replicas of [-1, 1.5, Number.NaN, "2", {}, true])
      check(site({ replicas }), wrong, "allowed is a whole number of 0 or more");
    for (const mistake of [site, database]) {
      for (const image of ["", "a b", "Shop", "a:", "a@sha256:1", "https://a/b", 5, "a\nb"])
        check(mistake({ image }), wrong, "Cannot take image: found");
      for (const image of ["a", "a:1", "r.example.net:5000/a/b__c-d.e:1_2", `[::1]:5000/a@sha256:${"0".repeat(64)}`])
        check(mistake({ image }), []);
      for (const memory of ["12 GB", "1gi", "-1Mi", "", Number.NaN, -1, null, true, [1]])
        check(mistake({ resources: { limits: { memory } } }), wrong, "Cannot take resources.limits.memory: found");
      for (const cpu of ["250m", ".5", "1e3", 2, "100u"]) check(mistake({ resources: { requests: { cpu } } }), []);
      for (const resources of [5, "1Gi", [], { limits: "1Gi" }, { requests: [] }]) check(mistake({ resources }), wrong);
    }
    check(site({ resources: { limits: { memory: "12 GB" } } }), wrong, 'found "12 GB"; allowed is a quantity of 0');
  });
  test("requests above their limits", () => {
    const resources = (request: unknown, limit: unknown, name = "memory") => ({
      resources: { requests: { [name]: request }, limits: { [name]: limit } },
    });
    for (const mistake of [site, database]) {
      const asked = mistake(resources("1Gi", "512Mi"));
      check(asked, wrong, 'Cannot take resources.requests.memory: found "1Gi"; allowed is at most the limit, "512Mi"');
      for (const [request, limit] of [
        ["2", "1500m"],
        [2, 1],
        ["1e3", "999"],
        ["1100m", 1],
        ["1k", ".9k"],
      ])
        check(mistake(resources(request, limit, "cpu")), wrong);
      for (const [request, limit] of [
        ["700m", 0.7],
        ["0.7", "700m"],
        ["1Gi", "1024Mi"],
        ["1G", "1Gi"],
        ["1E", "1Ei"],
        ["1e3", "1k"],
      ])
        check(mistake(resources(request, limit)), []);
    }
    check(site(resources(Lazy.any({ produce: () => "1Gi" }), "512Mi")), []);
  });
  test("but neither none of them, nor what gives its value at synthesis", () => {
    check(site({ replicas: 0, image: undefined, resources: { limits: undefined } }), []);
    const lazy = (value: unknown): unknown => Lazy.any({ produce: () => value });
    check(site({ replicas: lazy(1), image: lazy("a:1"), resources: { limits: { memory: lazy("1Gi") } } }), []);
  });
  test("a way in: its port, its limit, its host", () => {
    for (const port of [0, 65_536, -1, 1.5, Number.NaN, "", "80", "a--b", "-a", "a-", "HTTP", "a".repeat(16), true])
      check(route({ service: { name: "a", port } }), wrong, "Cannot take service.port: found");
    for (const port of [1, 65_535, "http", "h-2"]) check(route({ service: { name: "a", port } }), []);
    for (const maxBodyMiB of [-3, Number.NaN, 0.5, "8", {}]) check(route({ maxBodyMiB }), wrong, "where 0 is no limit");
    check(route({ maxBodyMiB: 0 }), []);
    check(route({ host: `${"a".repeat(64)}.example.com` }), ["host-invalid"], "of at most 63 between two dots");
    check(route({ host: `${"a".repeat(63)}.example.com` }), []);
  });
  test("a database of others without a name, and tables that begin with none", () => {
    const existing = { host: "db", database: "d", user: "u", password: { secret: "s", key: "k" } };
    for (const given of [{ database: "" }, { database: 5 }, { user: "" }, { user: null }])
      check(site({ database: { ...existing, ...given } }), wrong, "allowed is a name that the server has");
    check(site({ database: { ...existing, host: `${"a".repeat(64)}.example.com` } }), ["database-address"]);
    check(site({ tablePrefix: 5 }), ["wordpress-table-prefix"], "tables with 5:");
  });
  test("keys of Secrets", () => {
    check(site({ secret: { secret: "s", keys: 5 } }), wrong, "Cannot take secret.keys: found 5");
    check(site({ secret: { secret: "s", keys: { AUTH_KEY: 5 } } }), ["key-invalid"], "Cannot take key 5 of Secret s");
    check(site({ secret: { secret: "s", keys: { AUTH_KEY: "a b" } } }), ["key-invalid"], 'Cannot take key "a b"');
    check(({ blog }) => void new RequiredSecret(blog, "r", { keys: [5 as never], purpose: "p" }), ["key-invalid"]);
  });
  test("a namespace's level, the addresses that a server sees, a cluster's registry", () => {
    const podSecurity = "restrictd" as never;
    check(
      ({ cluster }) => void new Namespace(cluster, "shop", { podSecurity }),
      wrong,
      'Cannot take podSecurity: found "restrictd"; allowed is restricted, baseline or privileged',
    );
    check(({ project }) => void new NfsServer(project, "s", { address: "10.0.0.9", sees: "private" as never }), wrong);
    const registered = (registry: unknown) => codesOf(synthesize(sample({ workloadDefaults: { registry } }).project));
    for (const registry of ["", "https://r.example.net", "r.example.net/", "a b", 5])
      expect(registered(registry)).toEqual(wrong);
    const { findings } = synthesize(sample({ workloadDefaults: { registry: "u:Hunter2@r.example.net" } }).project);
    expect(findings.map(({ message }) => message).join("\n")).toMatch(/^(?![^]*Hunter2)[^]*found a text with an @/);
    for (const registry of [undefined, "r.example.net", "localhost:5000/a/b-c", "[::1]:5000"])
      expect(registered(registry)).toEqual([]);
  });
  test("whether a namespace is made, and what a cluster was called", () => {
    for (const create of ["false", 0, null, {}])
      check(({ cluster }) => void new Namespace(cluster, "n", { create: create as never }), wrong);
    check(
      ({ cluster }) => void new Namespace(cluster, "n", { create: "false" as never }),
      wrong,
      'Cannot take create: found "false"; allowed is true or false',
    );
    for (const renamedFrom of [5, "", "a b", null])
      expect(codesOf(synthesize(sample({ renamedFrom }).project))).toEqual(["former-name"]);
    expect(codesOf(synthesize(sample({ renamedFrom: "school" }).project))).toEqual([]);
  });
  test("labels that the API server refuses, of whatever takes some", () => {
    const namespace = (labels: unknown) => (made: Sample) =>
      void new Namespace(made.cluster, "n", { labels } as object);
    const volume = (labels: unknown) => (made: Sample) =>
      void new NfsVolume(made.blog, "v", {
        directory: made.nas.export("/v", { size: "1Gi" }),
        owner: { uid: 33, gid: 33 },
        labels,
      } as never);
    for (const mistake of [namespace, volume, (labels: unknown) => route({ labels })]) {
      const more = mistake === volume ? ["export-unmounted"] : [];
      for (const labels of [
        { team: "the shop" },
        { "my team": "a" },
        { "A/b": "a" },
        { "": "a" },
        { a: 5 },
        "a",
        ["a"],
      ])
        check(mistake(labels), [...wrong, ...more]);
      const lazy: unknown = Lazy.any({ produce: () => "a" });
      check(mistake({ "example.com/team": "Shop_1", empty: "", lazy }), more);
    }
    check(
      namespace({ team: "the shop" }),
      wrong,
      'Cannot take labels.team: found "the shop"; allowed is a text, empty or',
    );
    check(
      namespace({ "my team": "a" }),
      wrong,
      'Cannot take a key of labels: found "my team"; allowed is a name, with',
    );
    const filled = (made: Sample) =>
      void new FilledSecret(made.blog, "s", { values: { a: { env: "PATH" } }, labels: { a: "-" } });
    check(filled, [...wrong, "secret-in-output"], "Cannot take labels.a");
    const made = sample({ workloadDefaults: { labels: { a: "b c", d: "e" } } });
    wordpress(made);
    const found = synthesize(made.project).findings.filter(({ code }) => code === "prop-value");
    expect(found).toMatchObject([{ about: { path: "lecture" }, values: { prop: "workloadDefaults.labels.a" } }]);
  });
  test("no labels of a workload whose name is none: that is said already", () => {
    const made = sample();
    wordpress(made, { name: "my blog" });
    const codes = new Set(codesOf(synthesize(made.project)));
    expect([codes.has("object-name"), codes.has("prop-value")]).toEqual([true, false]);
  });
  test("all of them in one run, each with the construct's path", () => {
    const made = sample();
    site({ host: 5, tls: "https", imagePullSecrets: "a", environment: 5, database: 5, secret: null, replicas: 1 })(
      made,
    );
    const found = synthesize(made.project).findings.filter(({ about }) => about.path.startsWith("lecture/"));
    expect(found.map(({ code, about }) => `${code} ${about.path}`)).toEqual([
      ...["tls", "database"].map(() => "prop-value lecture/blog/site"),
      "reference-kind lecture/blog/site",
      ...["imagePullSecrets", "environment"].map(() => "prop-value lecture/blog/site"),
      "host-invalid lecture/blog/site/route",
    ]);
  });
});

describe("what nothing can stand in for is refused in a sentence", () => {
  type Untyped = new (...args: readonly unknown[]) => unknown;
  const refused = (type: unknown, props: object): string => {
    const { blog, project } = sample();
    try {
      new (type as Untyped)(type === Cluster ? project : blog, "it", props);
      return "";
    } catch (error) {
      expect((error as Error).stack?.split("\n")[1]).toContain("prop-values.test.ts");
      return String(error);
    }
  };
  test("a volume's directory", () =>
    expect(refused(NfsVolume, { directory: "/srv/data", owner: { uid: 1, gid: 1 } })).toBe(
      'TypeError: Cannot make NfsVolume lecture/blog/it: found "/srv/data" as directory; allowed is what NfsServer.export gives, or a ' +
        "directory below it",
    ));
  test("what a cluster is made from", () => {
    const props = { kubernetes: "1.30", provisioner: rke({ release: "1.8.14" }), ssh: { user: "u" }, nodes: MACHINES };
    for (const [prop, found] of [
      ["provisioner", '"rke"'],
      ["nodes", "none"],
      ["ssh", "none"],
      ["networks", '"10.0.0.0/8"'],
      ["name", "5"],
    ] as const) {
      const value = found === "none" ? null : (JSON.parse(found) as unknown);
      expect(refused(Cluster, { ...props, [prop]: value })).toContain(
        `Cannot make Cluster it: found ${found} as ${prop};`,
      );
    }
  });
  test("and props that a WordPress lacks are asked for as before", () =>
    expect(refused(WordPress, { host: "a" })).toContain("its props have no content, no database"));
});
