import { defineFinding, type FindingKind, type FindingMaker } from "../../finding/finding.ts";

/** A client that exportfs takes for something else, or for nobody. */
export const nfsClient: FindingMaker<{ server: string; path: string; found: string }> = defineFinding({
  code: "nfs-client",
  severity: "error",
  says: ({ server, path, found }) =>
    `Cannot export ${path} of server "${server}" to ${found}: allowed are IP addresses such as 10.0.0.11 and networks such as 10.0.0.0/24; ` +
    "exportfs takes a wildcard, a name or a slip for other machines or for none, without an error",
});

/** A client that is everybody. */
export const nfsWorld: FindingMaker<{ server: string; path: string; found: string }> = defineFinding({
  code: "nfs-open-to-the-world",
  severity: "error",
  says: ({ server, path, found }) =>
    `Cannot export ${path} of server "${server}" to ${found}: that is the whole internet; name the machines that mount it`,
});

/** NFS over the internet. */
export const nfsPublicClient: FindingMaker<{ server: string; path: string; clients: string }> = defineFinding({
  code: "nfs-public-client",
  severity: "warning",
  says: ({ server, path, clients }) =>
    `Cannot protect ${path} of server "${server}" on its way to ${clients}: NFS is neither encrypted nor authenticated, and these are public addresses; ` +
    "give the machines an internalAddress on a private network, or acknowledge it and let a firewall admit them alone",
});

/** A path that exports(5) reads in another way than it was meant. */
export const nfsPath: FindingMaker<{ server: string; path: string }> = defineFinding({
  code: "nfs-path",
  severity: "error",
  says: ({ server, path }) =>
    `Cannot export ${JSON.stringify(path)} of server "${server}": allowed is an absolute path such as /srv/nfs/blog, without "..", doubled slashes, line ends or a slash at its end`,
});

/** A server that nobody can mount from. */
export const nfsServerAddress: FindingMaker<{ server: string; found: string }> = defineFinding({
  code: "nfs-server-address",
  severity: "error",
  says: ({ server, found }) =>
    `Cannot mount from server "${server}": found the address ${found}; allowed is an IP address that machines reach it by, such as 203.0.113.10, or a host name`,
});

/** Two servers that are one. */
export const nfsServerTwice: FindingMaker<{ server: string; address: string; other: string }> = defineFinding({
  code: "nfs-server-twice",
  severity: "error",
  says: ({ server, address, other }) =>
    `Cannot set up server "${server}" at ${address}: server "${other}" is there, and each one's script would take the other's exports away; ` +
    "declare it once, and export from it what both do",
});

/** A name that cannot be a folder. */
export const nfsServerName: FindingMaker<{ server: string }> = defineFinding({
  code: "nfs-server-name",
  severity: "error",
  says: ({ server }) =>
    `Cannot name a server "${server}": its folder below hosts/ is called so; allowed are lower-case letters, digits, dashes and dots, and no device of Windows such as con`,
});

/** Every finding about servers. */
export const HOST_FINDINGS: readonly FindingKind<never>[] = [
  nfsClient,
  nfsPath,
  nfsPublicClient,
  nfsServerAddress,
  nfsServerName,
  nfsServerTwice,
  nfsWorld,
];
