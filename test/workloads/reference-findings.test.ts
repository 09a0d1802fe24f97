import { ApiObject, type ApiObjectProps, Chart } from "cdk8s";
import * as plus from "cdk8s-plus-28";
import { Construct } from "constructs";
import { ConfigMap, Service } from "kumiki/k8s/core/v1";
import { describe, test } from "vitest";
import { Cluster, Namespace, RequiredSecret, Route, rke } from "../../lib/index.ts";
import { check, wordpress } from "../mistakes.ts";
import type { Sample } from "../sample.ts";

describe("synthesize reports references that lead nowhere", () => {
  test("another kind", () => {
    const other = ({ blog }: Sample) => new ConfigMap(blog, "c", { metadata: { name: "c" } });
    check(
      (given) => wordpress(given, { secret: other(given) }),
      ["reference-kind"],
      "found ConfigMap.core c; allowed are the name of a Secret",
    );
    check((given) => wordpress(given, { serviceAccount: 7 as never }), ["reference-kind"], "a value of type number");
    check(
      (given) => wordpress(given, { content: new Construct(given.blog, "n") as never }),
      ["reference-kind"],
      "construct lecture/blog/n, which is or holds no object",
    );
    const foreign = ({ blog }: Sample) =>
      new ApiObject(blog, "c", { apiVersion: "example.com/v1", kind: "Secret", metadata: { name: "c" } });
    check((given) => wordpress(given, { secret: foreign(given) }), ["reference-kind"], "Secret.example.com c");
  });
  test("another namespace, another cluster, a chart of no cluster", () => {
    const secret = (scope: Construct) => new plus.Secret(scope, "s", { metadata: { name: "s" } });
    const site = (make: (given: Sample) => object) => (given: Sample) =>
      wordpress(given, { secret: make(given) as never });
    check(
      site(({ cluster }) => secret(new Namespace(cluster, "shop"))),
      ["reference-elsewhere"],
      "from namespace shop: Secret s stands there, and what names it in namespace blog",
    );
    check(
      site(({ project }) => {
        const provisioner = rke({ release: "1.8.14" });
        const nodes = { "node-9": { address: "10.0.1.9" } };
        const other = new Cluster(project, "other", { kubernetes: "1.30", provisioner, ssh: { user: "u" }, nodes });
        return secret(new Namespace(other, "blog"));
      }),
      ["reference-elsewhere"],
      "from cluster other",
    );
    check(
      site(({ project }) => secret(new Chart(project, "loose", { namespace: "blog" }))),
      ["reference-elsewhere"],
      "from no cluster",
    );
    check(
      site(
        ({ cluster }) => new RequiredSecret(new Namespace(cluster, "shop"), "s", { keys: ["AUTH_KEY"], purpose: "p" }),
      ),
      ["reference-elsewhere"],
    );
  });
  test("a name that nothing has, and never the text where it may be a value", () => {
    check((given) => wordpress(given, { content: "/srv/data" }), ["reference-name"], 'found "/srv/data"');
    const given = "Hunter2!";
    check(
      (made_) => wordpress(made_, { secret: given }),
      ["reference-name"],
      /^(?!.*Hunter2).*found a text that is no name/,
    );
  });
  test("random values where they are no use", () => {
    const required = ({ blog }: Sample) => new RequiredSecret(blog, "s", { keys: ["tls.crt"], purpose: "p" });
    check(
      (given) => wordpress(given, { tls: { secret: required(given) as never } }),
      ["reference-kind"],
      "a RequiredSecret, whose values are random",
    );
    check((given) => wordpress(given, { imagePullSecrets: [required(given) as never] }), ["reference-kind"]);
  });
  test("keys that the Secret or ConfigMap of this program does not have", () => {
    const secret = ({ blog }: Sample, stringData: object) =>
      new ApiObject(blog, "s", { apiVersion: "v1", kind: "Secret", metadata: { name: "s" }, stringData });
    const env = (given: Sample, holder: object, key = "b") =>
      wordpress(given, { environment: { A: { secret: holder as never, key } } });
    check(
      (given) => env(given, secret(given, { a: "1" })),
      ["key-missing"],
      'it needs key "b" of Secret s, which has a',
    );
    check((given) => env(given, secret(given, { b: "1" })), []);
    check((given) => env(given, secret(given, {})), []);
    check(
      (given) => env(given, new RequiredSecret(given.blog, "r", { keys: ["a"], purpose: "p" })),
      ["key-missing"],
      "Secret r, which has a",
    );
    check(
      (given) => {
        const configMap = new ConfigMap(given.blog, "c", { metadata: { name: "c" }, data: { a: "1" } });
        wordpress(given, { environment: { A: { configMap, key: "b" } } });
      },
      ["key-missing"],
    );
    check((given) => env(given, secret(given, { a: "1" }), "no key"), ["key-invalid", "key-missing"]);
  });
  test("but no key of what a controller may fill", () => {
    const filled = (kind: string, metadata: object, beside?: object) => (given: Sample) => {
      const data = { a: "MQ==" };
      const holder = new ApiObject(given.blog, "s", {
        apiVersion: "v1",
        kind,
        metadata: { name: "s", ...metadata },
        data,
      });
      if (beside !== undefined) new ApiObject(given.blog, "beside", beside as ApiObjectProps);
      const from = kind === "Secret" ? { secret: holder } : { configMap: holder };
      wordpress(given, { environment: { A: { ...from, key: "b" } } });
    };
    check(filled("Secret", { annotations: { "secret-generator.v1.mittwald.de/autogenerate": "b" } }), []);
    check(filled("ConfigMap", { labels: { "config.openshift.io/inject-trusted-cabundle": "true" } }), []);
    check(filled("Secret", { labels: { "app.kubernetes.io/name": "a", app: "a" } }), ["key-missing"]);
    const external = { apiVersion: "external-secrets.io/v1", kind: "ExternalSecret", metadata: { name: "e" } };
    check(filled("Secret", {}, { ...external, spec: { target: { name: "s", creationPolicy: "Merge" } } }), []);
    check(filled("Secret", {}, { ...external, spec: { target: { name: "other" } } }), ["key-missing"]);
  });
  test("a port that the Service of this program does not have", () => {
    const route = (port: string | number) => (given: Sample) =>
      new Route(given.blog, "r", {
        host: "a.example.com",
        tls: "none",
        service: {
          name: new Service(given.blog, "s", {
            metadata: { name: "s" },
            spec: { ports: [{ name: "http", port: 80 }] },
          }),
          port,
        },
      });
    check(route("htpp"), ["backend-port-missing"], "port htpp of Service s: it has http (80)");
    check(route(8080), ["backend-port-missing"]);
    check(route("http"), []);
    check(route(80), []);
  });
  test("but no port of a name outside the cluster", () =>
    check(({ blog }) => {
      const spec = { type: "ExternalName" as const, externalName: "db.example.com", ports: [{ port: 80 }] };
      const service = new Service(blog, "s", { metadata: { name: "s" }, spec });
      new Route(blog, "r", { host: "a.example.com", tls: "none", service: { name: service, port: 443 } });
    }, []));
  test("a database at no address", () => {
    const at = (host: string, port?: number) => (given: Sample) =>
      wordpress(given, {
        database: {
          host,
          ...(port === undefined ? {} : { port }),
          database: "d",
          user: "u",
          password: { secret: "s", key: "k" },
        },
      });
    check(at("db.example.com:3307"), ["database-address"], 'host "db.example.com:3307", port 3306');
    check(at("db", 0), ["database-address"], "port 0");
    check(at("https://db"), ["database-address"]);
    check(at("fd00::1", 3307), []);
    check(at("db.data.svc.cluster.local."), []);
  });
  test("variables that the site sets itself", () => {
    const env = (name: string) => (given: Sample) => wordpress(given, { environment: { [name]: "1" } });
    check(env("WORDPRESS_DB_PASSWORD"), ["environment-name"], "one that the workload sets itself");
    check(env("WORDPRESS_AUTH_KEY_FILE"), ["environment-name"]);
    check(env("a-b"), ["environment-name"], "no name of a variable");
    check(env("WORDPRESS_SMTP_HOST"), []);
  });
  test("a claim whose volume is overridden", () =>
    check(
      (given) =>
        wordpress(given, { content: "theirs", overrides: { volume: { claim: { metadata: { labels: { a: "b" } } } } } }),
      ["volume-of-others"],
      'claim "theirs"',
    ));
});
