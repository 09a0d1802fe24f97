import { Chart } from "cdk8s";
import { describe, expect, test } from "vitest";
import {
  MariaDB,
  Namespace,
  Route,
  type RouteProps,
  rke,
  synthesize,
  WordPress,
  type WordPressProps,
} from "../../lib/index.ts";
import { check, wordpress } from "../mistakes.ts";
import { codesOf, type Sample, sample } from "../sample.ts";

describe("synthesize reports mistakes about workloads", () => {
  test("a host that is no DNS name, an address, or for a site a pattern", () => {
    check((made) => wordpress(made, { host: "Blog.example.com" }), ["host-invalid"], "it is no DNS name");
    check((made) => wordpress(made, { host: "1.2.3.4" }), ["host-invalid"], "it is an IP address");
    check((made) => wordpress(made, { host: "*.home.arpa" }), ["host-invalid"], "WordPress has one address");
  });
  test("a host and path of two Ingresses, but not of two classes, nor of a canary", () => {
    const route = (scope: Namespace, id: string, given: Partial<RouteProps> = {}) =>
      new Route(scope, id, { host: "a.example.com", service: { name: "a", port: 80 }, tls: "none", ...given });
    const two = (given: Partial<RouteProps>) => (made: Sample) => {
      route(made.blog, "one");
      route(new Namespace(made.cluster, "shop"), "two", given);
    };
    check(two({}), ["host-claimed-twice"], "Ingress blog/one has it already");
    check(two({ host: "b.example.com" }), []);
    check(two({ className: "internal" }), []);
    check(
      two({ overrides: { spec: { rules: null, defaultBackend: { service: { name: "a", port: { number: 80 } } } } } }),
      [],
    );
    const canary = { metadata: { annotations: { "nginx.ingress.kubernetes.io/canary": "true" } } };
    check(two({ overrides: canary }), []);
  });
  test("two sites in one table", () => {
    const two =
      (given: Partial<WordPressProps> = {}) =>
      (made: Sample) => {
        const database = new MariaDB(made.blog, "db", { data: made.nas.export("/db", { size: "1Gi" }) });
        wordpress(made, { database });
        new WordPress(made.blog, "two", {
          name: "two",
          host: "two.example.com",
          tls: "none",
          content: made.nas.export("/two", { size: "1Gi" }),
          database,
          ...given,
        });
      };
    check(two(), ["tables-shared"], "WordPress wordpress has them");
    check(two({ tablePrefix: "two_" }), []);
    check(two({ tablePrefix: "we b-" }), ["wordpress-table-prefix"]);
  });
  test("a database of another namespace", () =>
    check(
      (made) => {
        const shop = new Namespace(made.cluster, "shop");
        wordpress(made, { database: new MariaDB(shop, "db", { data: made.nas.export("/db", { size: "1Gi" }) }) });
      },
      ["database-elsewhere"],
      "MariaDB mariadb of lecture/shop in namespace blog",
    ));
  test("accounts and databases that the image does not make", () => {
    const database = (given: object) => (made: Sample) =>
      wordpress(made, { database: { data: made.nas.export("/db", { size: "1Gi" }), ...given } });
    check(database({ user: "root" }), ["database-account"], "but not root");
    check(database({ database: "my blog", user: "blog" }), ["database-account"], "letters, digits");
    for (const name of ["mysql", "sys", "information_schema", "PERFORMANCE_SCHEMA", 5])
      check(database({ database: name, user: "blog" }), ["database-account"], "none of the server's own");
  });
  test("constants that the image defines first", () => {
    check((made) => wordpress(made, { constants: { DB_HOST: "db" } }), ["wordpress-constant"], "defines first");
    check((made) => wordpress(made, { constants: { "MY CONSTANT": 1 } }), ["wordpress-constant"]);
    check((made) => wordpress(made, { constants: { WP_DEBUG: true, WP_MEMORY_LIMIT: "128M" } }), []);
  });
  test("a site whose scheme nobody stated", () =>
    check((made) => wordpress(made, { tls: undefined as never }), ["tls-not-stated"]));
  test("no route of somebody else's chart, with its own namespace", () =>
    check(({ cluster }) => {
      const chart = new Chart(cluster, "theirs", { namespace: "theirs" });
      new Route(chart, "r", { host: "a.example.com", service: { name: "a", port: 80 }, tls: { secret: "cert" } });
    }, []));
  test("a route in a cluster without an ingress controller", () => {
    const made = sample({ provisioner: rke({ release: "1.8.14", ingress: "none" }) });
    new Route(made.blog, "r", { host: "a.example.com", service: { name: "a", port: 80 }, tls: "none" });
    expect(codesOf(synthesize(made.project))).toEqual(["route-without-controller"]);
  });
});
