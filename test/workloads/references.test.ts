import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { ApiObject, Include, Lazy } from "cdk8s";
import * as plus from "cdk8s-plus-28";
import type { Construct } from "constructs";
import { Service } from "kumiki/k8s/core/v1";
import { describe, expect, test } from "vitest";
import {
  MariaDB,
  type MariaDBProps,
  Namespace,
  NfsVolume,
  Route,
  type RouteProps,
  type WordPressProps,
} from "../../lib/index.ts";
import type { Manifest } from "../../lib/manifest/manifest.ts";
import { check, wordpress } from "../mistakes.ts";
import { inventoryOf, manifestsOf, type Sample, sample } from "../sample.ts";
import { scratch } from "../terminal.ts";
import { made, podOf, ways } from "./ways-to-refer.ts";

describe("WordPress takes references to what others make", () => {
  test.each(ways("Secret"))("a Secret with the salts under keys of its own: %s", (_, make) => {
    const { volumes } = podOf((given) =>
      wordpress(given, { secret: { secret: make(given.blog), keys: { AUTH_KEY: "auth" } } }),
    );
    const [, salts] = (volumes as { name: string; projected?: { sources: { secret: object }[] } }[]).flatMap(
      ({ projected }) => projected?.sources ?? [],
    );
    expect(salts?.secret).toMatchObject({
      name: "theirs",
      items: expect.arrayContaining([
        { key: "auth", path: "AUTH_KEY" },
        { key: "AUTH_SALT", path: "AUTH_SALT" },
      ]) as object,
    });
  });
  test.each(ways("PersistentVolumeClaim"))("a claim for its content: %s", (_, make) => {
    const program = (given: Sample) => wordpress(given, { content: make(given.blog) });
    expect(podOf(program)["volumes"]).toContainEqual({
      name: "content",
      persistentVolumeClaim: { claimName: "theirs" },
    });
    expect(made(program, "PersistentVolume").map(({ metadata }) => metadata.name)).toEqual(["blog.db"]);
  });
  test.each(ways("ServiceAccount"))("an account for its pods: %s", (_, make) => {
    const pod = podOf((given) => wordpress(given, { serviceAccount: make(given.blog) }));
    expect(pod).toMatchObject({ serviceAccountName: "theirs", automountServiceAccountToken: false });
  });
  test.each(ways("ConfigMap"))("a ConfigMap for its environment: %s", (_, make) => {
    const { containers } = podOf((given) => {
      const configMap = make(given.blog);
      wordpress(given, { environment: { MODE: { configMap, key: "mode" } }, environmentFrom: [{ configMap }] });
    }) as { containers: { env: object[]; envFrom: object[] }[] };
    expect(containers[0]?.env.at(-1)).toEqual({
      name: "MODE",
      valueFrom: { configMapKeyRef: { name: "theirs", key: "mode" } },
    });
    expect(containers[0]?.envFrom).toEqual([{ configMapRef: { name: "theirs" } }]);
  });
  test("pull secrets of its own in place of the cluster's", () => {
    const pull = (props: Partial<WordPressProps>) => {
      const given = sample({ workloadDefaults: { imagePullSecrets: ["all"] } });
      wordpress(given, props);
      const workloads = manifestsOf(given.project).filter(({ kind }) => kind === "Deployment");
      return JSON.stringify(workloads).match(/"imagePullSecrets":\[[^\]]*\]/)?.[0];
    };
    expect(pull({})).toBe('"imagePullSecrets":[{"name":"all"}]');
    expect(pull({ imagePullSecrets: ["own"] })).toBe('"imagePullSecrets":[{"name":"own"}]');
  });
  test("a database that somebody else runs, by name, address or Service, also of another namespace", () => {
    const hostOf = (host: (given: Sample) => string | Service) => {
      const program = (given: Sample) =>
        wordpress(given, {
          database: {
            host: host(given),
            database: "blog",
            user: "writer",
            password: { secret: "accounts", key: "writer-password" },
          },
        });
      expect(made(program, "StatefulSet")).toEqual([]);
      const { containers, volumes } = podOf(program) as {
        containers: { env: { name: string; value: string }[] }[];
        volumes: unknown;
      };
      expect(JSON.stringify(volumes)).toContain(
        '{"items":[{"key":"writer-password","path":"db-password"}],"name":"accounts"}',
      );
      return containers[0]?.env.find(({ name }) => name === "WORDPRESS_DB_HOST")?.value;
    };
    expect(hostOf(() => "db.example.com")).toBe("db.example.com:3306");
    expect(hostOf(() => "fd00::1")).toBe("[fd00::1]:3306");
    const service = (scope: Namespace) => new Service(scope, "db", { metadata: { name: "db" } });
    expect(hostOf(({ blog }) => service(blog))).toBe("db:3306");
    expect(hostOf(({ cluster }) => service(new Namespace(cluster, "data")))).toBe("db.data:3306");
  });
  test("variables in the order of their names, whatever the order in the program", () => {
    const names = (environment: Record<string, string>) =>
      (
        podOf((given) => wordpress(given, { environment })) as { containers: { env: { name: string }[] }[] }
      ).containers[0]?.env.slice(-2);
    expect(names({ B: "", A: "1" })).toEqual([{ name: "A", value: "1" }, { name: "B" }]);
    expect(names({ A: "1", B: "" })).toEqual(names({ B: "", A: "1" }));
  });
  test("a change of a ConfigMap that its environment comes from rolls the pods, also where it is made by others", () => {
    const annotations = (mode: string) => {
      const [site] = made((given) => {
        const configMap = new plus.ConfigMap(given.blog, "c", { metadata: { name: "c" } });
        wordpress(given, { environmentFrom: [{ configMap }] });
        configMap.addData("mode", mode);
      }, "Deployment");
      const spec = site?.["spec"] as { template: { metadata: { annotations: Record<string, string> } } } | undefined;
      return spec?.template.metadata.annotations ?? {};
    };
    expect(annotations("one")["checksum/environment"]).toMatch(/^[0-9a-f]{16}$/);
    expect(annotations("one")).toEqual(annotations("one"));
    expect(annotations("two")["checksum/environment"]).not.toBe(annotations("one")["checksum/environment"]);
    expect(annotations("two")["checksum/config"]).toBe(annotations("one")["checksum/config"]);
  });
});

describe("MariaDB takes references to what others make", () => {
  const mariadb = ({ blog, nas }: Sample, given: Partial<MariaDBProps>) =>
    new MariaDB(blog, "db", { data: nas.export("/db", { size: "1Gi" }), ...given });
  test.each(ways("Secret"))("a Secret with its passwords: %s", (_, make) => {
    const given = sample();
    mariadb(given, { secret: { secret: make(given.blog), keys: { root: "root-password" } } });
    const { databases, secrets } = inventoryOf(given.project);
    expect({ secret: databases[0]?.secret, secrets }).toEqual({ secret: "theirs", secrets: [] });
    const text = JSON.stringify(manifestsOf(given.project).find(({ kind }) => kind === "StatefulSet"));
    expect(text).toContain('"items":[{"key":"root-password","path":"root"},{"key":"user","path":"user"}]');
  });
  test("a volume of ours that stands by itself, and its server gets the line", () => {
    const given = sample();
    const volume = new NfsVolume(given.blog, "v", {
      directory: given.nas.export("/own", { size: "1Gi" }),
      owner: { uid: 999, gid: 999 },
    });
    new MariaDB(given.blog, "db", { data: volume });
    const { volumes, databases } = inventoryOf(given.project);
    expect(volumes.map(({ id, usedBy }) => ({ id, usedBy }))).toEqual([{ id: "own", usedBy: ["MariaDB mariadb"] }]);
    expect(databases[0]?.volume).toBe("own");
  });
  test("a site on it mounts the same Secret by the same keys", () => {
    const pod = podOf((given) =>
      wordpress(given, { database: mariadb(given, { secret: { secret: "theirs", keys: { user: "password" } } }) }),
    );
    expect(JSON.stringify(pod)).toContain('{"items":[{"key":"password","path":"db-password"}],"name":"theirs"}');
  });
});

describe("Route takes references to what others make", () => {
  const route = ({ blog }: Sample, given: Partial<RouteProps>) =>
    new Route(blog, "r", { host: "a.example.com", service: { name: "a", port: 80 }, tls: "none", ...given });
  const ingress = (program: (given: Sample) => Partial<RouteProps>) =>
    made((given) => route(given, program(given)), "Ingress")[0] as Manifest & {
      spec: {
        rules: { http: { paths: { backend: { service: object } }[] } }[];
        tls?: object;
        ingressClassName: string;
      };
    };
  const backend = (program: (given: Sample) => Partial<RouteProps>) =>
    ingress(program).spec.rules[0]?.http.paths[0]?.backend.service;

  test("a Service of ours with its only port, or a port by name", () => {
    const service = ({ blog }: Sample) =>
      new Service(blog, "s", { metadata: { name: "shop" }, spec: { ports: [{ name: "http", port: 8080 }] } });
    expect(backend((given) => ({ service: service(given) }))).toEqual({ name: "shop", port: { number: 8080 } });
    expect(backend((given) => ({ service: { name: service(given), port: "http" } }))).toEqual({
      name: "shop",
      port: { name: "http" },
    });
  });
  test("a Service of cdk8s-plus that gets its port afterwards, beside an override", () => {
    const program = (given: Sample) => {
      const service = new plus.Service(given.blog, "s", { metadata: { name: "shop" } });
      route(given, { service, overrides: { spec: { ingressClassName: "own" } } });
      service.bind(81);
    };
    const [found] = made(program, "Ingress");
    expect(JSON.stringify(found?.["spec"])).toContain('{"service":{"name":"shop","port":{"number":81}}}');
    expect(found?.["spec"]).toMatchObject({ ingressClassName: "own" });
  });
  test("a Service with two ports only with the one that is meant", () => {
    const two = ({ blog }: Sample) =>
      new Service(blog, "s", {
        metadata: { name: "shop" },
        spec: {
          ports: [
            { name: "a", port: 1 },
            { name: "b", port: 2 },
          ],
        },
      });
    check((given) => route(given, { service: two(given) }), ["object-failed"], "found 2 ports of it in the program");
    check((given) => route(given, { service: { name: two(given), port: "b" } }), []);
  });
  test.each(ways("Secret"))("a certificate's Secret: %s", (_, make) => {
    expect(ingress((given) => ({ tls: { secret: make(given.blog) } })).spec.tls).toEqual([
      { hosts: ["a.example.com"], secretName: "theirs" },
    ]);
  });
  test("a Certificate of cert-manager, whose Secret it reads at synthesis, and its issuers", () => {
    const certificate = ({ blog }: Sample) =>
      new ApiObject(blog, "c", {
        apiVersion: "cert-manager.io/v1",
        kind: "Certificate",
        metadata: { name: "shop" },
        spec: { secretName: Lazy.any({ produce: () => "shop-tls" }) as string },
      });
    expect(ingress((given) => ({ tls: { certificate: certificate(given) } })).spec.tls).toEqual([
      { hosts: ["a.example.com"], secretName: "shop-tls" },
    ]);
    const issuer = (kind: "Issuer" | "ClusterIssuer", scope: Construct) =>
      new ApiObject(scope, "i", { apiVersion: "cert-manager.io/v1", kind, metadata: { name: "letsencrypt" } });
    expect(ingress(({ blog }) => ({ tls: { issuer: issuer("Issuer", blog) } })).metadata["annotations"]).toEqual({
      "cert-manager.io/issuer": "letsencrypt",
    });
    expect(
      ingress(({ cluster }) => ({ tls: { clusterIssuer: issuer("ClusterIssuer", cluster) } })).metadata["annotations"],
    ).toEqual({ "cert-manager.io/cluster-issuer": "letsencrypt" });
  });
});

describe("what is referred to is applied first", () => {
  const sealed = (scope: Construct, name: string) =>
    new ApiObject(scope, name, { apiVersion: "v1", kind: "Secret", metadata: { name } });
  test("though its own place were later", () => {
    const given = sample();
    // Applied after Deployments and Ingresses where nothing depends on it.
    const certificate = new ApiObject(given.blog, "c", {
      apiVersion: "cert-manager.io/v1",
      kind: "Certificate",
      metadata: { name: "shop" },
      spec: { secretName: "shop-tls" },
    });
    wordpress(given, { tls: { certificate } });
    const kinds = manifestsOf(given.project).map(({ kind }) => kind);
    expect(kinds.indexOf("Certificate")).toBeLessThan(kinds.indexOf("Ingress"));
    expect(kinds.indexOf("Certificate")).toBeGreaterThan(-1);
  });
  test("and a circle of references is found", () =>
    check(
      (given) => {
        const secret = sealed(given.blog, "s");
        const site = wordpress(given, { environmentFrom: [{ secret }] });
        secret.addDependency(site);
      },
      ["dependency-cycle"],
      "s → ",
    ));
});

test("a claim of ours is what `ApiObject.of` finds of a volume", () => {
  const { blog, nas } = sample();
  const directory = nas.export("/own", { size: "1Gi" });
  const volume = new NfsVolume(blog, "v", { directory, owner: { uid: 1, gid: 1 } });
  expect(ApiObject.of(volume)).toBe(volume.claim);
});

test("an object that cdk8s reads from a file is a reference like any other", () => {
  const file = join(scratch(), "account.yaml");
  writeFileSync(file, "apiVersion: v1\nkind: ServiceAccount\nmetadata: {name: theirs}\n");
  const pod = podOf((given) => {
    const [serviceAccount] = new Include(given.blog, "file", { url: file }).apiObjects;
    if (serviceAccount === undefined) throw new Error("nothing included");
    wordpress(given, { serviceAccount });
  });
  expect(pod).toMatchObject({ serviceAccountName: "theirs" });
});
