// Compiled by `npm run check`, never run: every `@ts-expect-error` is a mistake that the types must catch.
import { ApiObject } from "cdk8s";
import * as plus from "cdk8s-plus-28";
import {
  FilledSecret,
  MariaDB,
  type Namespace,
  type NfsServer,
  NfsVolume,
  RequiredSecret,
  Route,
  WordPress,
} from "kumiki";
import { ConfigMap, PersistentVolumeClaim, Secret, Service, ServiceAccount } from "kumiki/k8s/core/v1";

declare const namespace: Namespace;
declare const nas: NfsServer;

const host = "shop.example.com";
const data = nas.export("/db", { size: "1Gi" });
const required = new RequiredSecret(namespace, "r", { keys: ["root", "user"], purpose: "p" });
const api = new ApiObject(namespace, "a", { apiVersion: "v1", kind: "Secret" });
const volume = new NfsVolume(namespace, "v", { directory: data, owner: { uid: 999, gid: 999 } });

new MariaDB(namespace, "a", { data: "claim", secret: "name", serviceAccount: new ServiceAccount(namespace, "s") });
new MariaDB(namespace, "a", { data: volume, secret: required });
new MariaDB(namespace, "a", { data: new PersistentVolumeClaim(namespace, "c"), secret: api });
new MariaDB(namespace, "a", {
  data: plus.PersistentVolumeClaim.fromClaimName(namespace, "c", "c"),
  secret: { secret: new plus.Secret(namespace, "s"), keys: { root: "root-password" } },
  serviceAccount: new plus.ServiceAccount(namespace, "s"),
  imagePullSecrets: ["pull", new Secret(namespace, "s"), plus.Secret.fromSecretName(namespace, "s", "s")],
});
// @ts-expect-error No such account of a MariaDB.
new MariaDB(namespace, "a", { data, secret: { secret: "s", keys: { admin: "admin" } } });
// @ts-expect-error A namespace is no claim.
new MariaDB(namespace, "a", { data: namespace });
// @ts-expect-error Random values pull no image.
new MariaDB(namespace, "a", { data, imagePullSecrets: [required] });

new WordPress(namespace, "a", {
  host,
  tls: { secret: new plus.TlsSecret(namespace, "t", { tlsCert: "", tlsKey: "" }) },
  content: volume,
  database: {
    host: new Service(namespace, "s"),
    database: "d",
    user: "u",
    password: { secret: required, key: "user" },
  },
  secret: { secret: api, keys: { AUTH_KEY: "auth" } },
  environment: {
    A: "1",
    B: { secret: required, key: "root" },
    C: { configMap: new ConfigMap(namespace, "c"), key: "c" },
  },
  environmentFrom: [{ configMap: new plus.ConfigMap(namespace, "c") }, { secret: "s" }],
});
const site = { host, tls: "none", content: data } as const;
const server = { host: "db.example.com", database: "d", user: "u" };
// @ts-expect-error A password is a Secret's key, never a text.
new WordPress(namespace, "a", { ...site, database: { ...server, password: "secret" } });
// @ts-expect-error WordPress has no such salt.
new WordPress(namespace, "a", { ...site, database: { data }, secret: { secret: "s", keys: { PEPPER: "p" } } });

new Route(namespace, "r", { host, tls: "none", service: new plus.Service(namespace, "s") });
new Route(namespace, "r", { host, tls: { certificate: api }, service: new Service(namespace, "s") });
new Route(namespace, "r", { host, tls: { issuer: api }, service: { name: new Service(namespace, "s"), port: "http" } });
// @ts-expect-error Random values are no certificate.
new Route(namespace, "r", { host, tls: { secret: required }, service: { name: "s", port: 80 } });
// @ts-expect-error A Service's name alone tells no port.
new Route(namespace, "r", { host, tls: "none", service: "web" });

new FilledSecret(namespace, "f", { values: { a: { env: "A" }, b: { file: "b" } } });
// @ts-expect-error A value never stands in the program.
new FilledSecret(namespace, "f", { values: { a: "secret" } });
new Route(namespace, "r", {
  host,
  tls: { secret: new FilledSecret(namespace, "f", { values: {}, type: "kubernetes.io/tls" }) },
  service: { name: "s", port: 80 },
});
