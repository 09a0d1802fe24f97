import { defineFinding, type FindingKind, type FindingMaker } from "../finding/finding.ts";
import { REFERENCE_FINDINGS } from "./reference-findings.ts";

/** A server that no pod can reach. */
export const databaseAddress: FindingMaker<{ found: string }> = defineFinding({
  code: "database-address",
  severity: "error",
  says: ({ found }) =>
    `Cannot reach a database at ${found}: allowed are a DNS name or an IP address as host, and a whole number from 1 to 65535 as port`,
});

/** A database that the pods would neither find nor get the password of. */
export const databaseElsewhere: FindingMaker<{ database: string; place: string; namespace: string }> = defineFinding({
  code: "database-elsewhere",
  severity: "error",
  says: ({ database, place, namespace }) =>
    `Cannot use MariaDB ${database} of ${place} in namespace ${namespace}: its Secret, which the pods mount, and its Service's name ` +
    "are known in its own namespace alone; put both into one namespace",
});

/** An account or a database that the image does not make. */
export const databaseAccount: FindingMaker<{ what: "database" | "user"; found: string }> = defineFinding({
  code: "database-account",
  severity: "error",
  says: ({ what, found }) =>
    `Cannot make ${what} ${found}: allowed are up to ${what === "user" ? 80 : 64} letters, digits, dashes and underscores` +
    (what === "user"
      ? ", but not root, who is there already"
      : ", but none of the server's own: information_schema, mysql, performance_schema, sys"),
});

/** A host that no Ingress takes, or that no site can have. */
export const hostInvalid: FindingMaker<{ host: string; found: string }> = defineFinding({
  code: "host-invalid",
  severity: "error",
  says: ({ host, found }) =>
    `Cannot route host "${host}": it is ${found}; allowed are names of lower-case letters, digits, dashes and dots, such as blog.example.com, of at most 63 between two dots`,
});

/** A route that nothing would serve. */
export const routeWithoutController: FindingMaker<{ host: string }> = defineFinding({
  code: "route-without-controller",
  severity: "error",
  says: ({ host }) =>
    `Cannot route host "${host}": the cluster comes with no ingress controller; state the className of the one that you install`,
});

/** A workload whose scheme nobody stated. */
export const tlsNotStated: FindingMaker<{ host: string }> = defineFinding({
  code: "tls-not-stated",
  severity: "error",
  says: ({ host }) =>
    `Cannot choose the scheme of "${host}": found no tls; state "none", { secret }, { issuer } or { clusterIssuer }, ` +
    "since WordPress stores the scheme at its installation",
});

/** A volume that is no longer that of its directory. */
export const volumeOverride: FindingMaker<{ path: string }> = defineFinding({
  code: "volume-override",
  severity: "error",
  says: ({ path }) =>
    `Cannot override name, server, directory or claim of the volume of ${path}: the export line and the pods that mount it have them from the ` +
    "directory; make another directory, or a PersistentVolume of kumiki/k8s/core/v1",
});

/** A volume that the program gives and changes at once. */
export const volumeOfOthers: FindingMaker<{ prop: string; claim: string }> = defineFinding({
  code: "volume-of-others",
  severity: "error",
  says: ({ prop, claim }) =>
    `Cannot override the volume of ${prop}: found claim "${claim}", which is made elsewhere; change it there, or give a directory of an NFS server`,
});

/** A directory whose volume would have no name. */
export const volumeUnnamed: FindingMaker<{ path: string }> = defineFinding({
  code: "volume-unnamed",
  severity: "error",
  says: ({ path }) =>
    `Cannot name the volume of ${JSON.stringify(path)}: its name comes from the letters a to z and the digits of every part, and one has none; ` +
    "allowed is a directory such as /srv/data",
});

/** A size that the API server refuses, or takes for bytes. */
export const volumeSize: FindingMaker<{ path: string; found: string }> = defineFinding({
  code: "volume-size",
  severity: "error",
  says: ({ path, found }) =>
    `Cannot make a volume of ${path}: found size ${JSON.stringify(found)}; allowed is a quantity above 0 with its unit, such as 20Gi`,
});

/** A value of a volume that its server, the API server or a mount refuses. */
export const volumeValue: FindingMaker<Record<"path" | "prop" | "found" | "allowed", string>> = defineFinding({
  code: "volume-value",
  severity: "error",
  says: ({ path, prop, found, allowed }) =>
    `Cannot make a volume of ${path}: found ${found} as ${prop}; allowed is ${allowed}`,
});

/** A constant that WordPress would take from elsewhere. */
export const wordpressConstant: FindingMaker<{ constant: string }> = defineFinding({
  code: "wordpress-constant",
  severity: "error",
  says: ({ constant }) =>
    `Cannot define ${constant}: allowed are names of PHP constants, but for those of database, keys and salts, which the image ` +
    "defines first, from the site's Secret and its database; state those by the database's props",
});

/** A prefix with which WordPress stops at every request. */
export const wordpressTablePrefix: FindingMaker<{ found: string }> = defineFinding({
  code: "wordpress-table-prefix",
  severity: "error",
  says: ({ found }) =>
    `Cannot begin the names of tables with ${found}: allowed are letters, digits and underscores, such as shop_`,
});

/** Every finding that workloads raise. */
export const WORKLOAD_FINDINGS: readonly FindingKind<never>[] = [
  ...REFERENCE_FINDINGS,
  databaseAccount,
  databaseAddress,
  databaseElsewhere,
  hostInvalid,
  routeWithoutController,
  tlsNotStated,
  volumeOfOthers,
  volumeOverride,
  volumeSize,
  volumeUnnamed,
  volumeValue,
  wordpressConstant,
  wordpressTablePrefix,
];
