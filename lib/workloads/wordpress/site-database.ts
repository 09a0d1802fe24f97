import { isIP } from "node:net";
import { Service } from "../../../imports/k8s/core/v1.ts";
import { Namespace } from "../../cluster/namespace.ts";
import { checkProp, isMapping, isToken, nameInWords, type PropRule } from "../../cluster/take-prop.ts";
import type { Construct } from "../../tree/cdk8s.ts";
import type { ObjectOfKind } from "../../tree/referenced-object.ts";
import { report } from "../../tree/report.ts";
import { MariaDB } from "../mariadb/mariadb.ts";
import type { MariaDBProps } from "../mariadb/mariadb-props.ts";
import { type Reference, resolveReference } from "../reference.ts";
import { resolveSecretKey, type SecretKey } from "../secret-keys.ts";
import { databaseAddress, databaseElsewhere } from "../workload-findings.ts";
import type { DatabaseAccess } from "./wordpress-pod.ts";

/** A database on a server that somebody else runs: inside the cluster or outside. It and its user exist before the site starts. */
export interface ExistingDatabase {
  /** The server's name or address as pods see it, or a construct that makes its Service, of whatever namespace. */
  readonly host: string | ObjectOfKind;
  /** @default - 3306 */
  readonly port?: number;
  readonly database: string;
  readonly user: string;
  /** The user's password: a Secret of the site's namespace, and its key. */
  readonly password: SecretKey;
}

/** How a site reaches its database, and whose it is. */
export interface ResolvedDatabase extends DatabaseAccess {
  /** Names the server, for what must not be shared. */
  readonly server: string;
  /** Undefined for a server that somebody else runs. */
  readonly own: MariaDB | undefined;
  /** What has to be applied first. */
  readonly given: readonly Reference[];
}

/** Makes the site's own database, or takes one that there is. */
export const resolveDatabase = (
  site: Construct,
  given: MariaDB | MariaDBProps | ExistingDatabase,
): ResolvedDatabase => {
  if (!checkProp(site, DATABASE, { prop: "database", value: given })) return nowhere(site);
  if ("password" in given) return existing(site, given);
  const own = "statefulSet" in given ? given : new MariaDB(site, "database", { database: "wordpress", ...given });
  if (own === given) checkPlace(site, own);
  const { host, port, database, user, secretName, secretKeys } = own;
  return { host, port, database, user, secretName, passwordKey: secretKeys.user, server: host, own, given: [] };
};

const DATABASE: PropRule = {
  takes: isMapping,
  allowed: "a MariaDB, the props of one, or { host, database, user, password } of a server that somebody else runs",
  says: nameInWords,
};

const NAME: PropRule = {
  takes: (name) => isToken(name) || (typeof name === "string" && name !== ""),
  allowed: "a name that the server has",
};

/** Stands in for what is no database. Nothing else uses it. */
const nowhere = (site: Construct): ResolvedDatabase => ({
  host: "",
  port: 3306,
  database: "",
  user: "",
  secretName: "",
  passwordKey: "",
  server: site.node.path,
  own: undefined,
  given: [],
});

const existing = (site: Construct, { port = 3306, database, user, ...given }: ExistingDatabase): ResolvedDatabase => {
  checkProp(site, NAME, { prop: "database.database", value: database });
  checkProp(site, NAME, { prop: "database.user", value: user });
  const password = resolveSecretKey(site, "database.password", given.password);
  const { host, server } = resolveHost(site, given.host);
  const isPort = Number.isInteger(port) && port > 0 && port < 65_536;
  if (!isPort || (server === undefined && !isAddress(host)))
    report(site, databaseAddress, { found: `host ${JSON.stringify(host)}, port ${port}` });
  return {
    host,
    port,
    database,
    user,
    secretName: password.reference.name,
    passwordKey: password.key,
    server: host,
    own: undefined,
    given: [password.reference, ...(server === undefined ? [] : [server])],
  };
};

/** The name of a Service holds in its own namespace; from another one it has that one's name behind it. */
const resolveHost = (site: Construct, given: ExistingDatabase["host"]): { host: string; server?: Reference } => {
  if (typeof given === "string") return { host: given };
  const server = resolveReference(site, { type: Service.type, prop: "database.host", isNear: false }, given);
  const { name, namespace } = server;
  return {
    host: namespace === undefined || namespace === Namespace.of(site).name ? name : `${name}.${namespace}`,
    server,
  };
};

const isAddress = (host: string): boolean =>
  isIP(host) > 0 || (host.length <= 253 && HOST.test(host) && areLabels(host));

const areLabels = (host: string): boolean => host.split(".").every((label) => label.length <= 63);

const HOST = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*\.?$/i;

const checkPlace = (site: Construct, database: MariaDB): void => {
  const [own, other] = [Namespace.of(site), Namespace.of(database)];
  if (own.cluster === other.cluster && own.name === other.name) return;
  const place = `${other.cluster.clusterName}/${other.name}`;
  report(site, databaseElsewhere, { database: database.host, place, namespace: own.name });
};
