/** An NFS server and what it must export, gathered over every cluster that mounts it: plain data. */
export interface NfsHost {
  /** Name of the server, and of its folder below `hosts/`. */
  readonly name: string;
  /** Address by which the nodes reach it. */
  readonly address: string;
  /** In the order of their paths; every one has at least one client. */
  readonly exports: readonly NfsExport[];
}

/** A directory that a server exports. */
export interface NfsExport {
  /** Absolute and normalized. */
  readonly path: string;
  /** In order, without duplicates; never empty, because a line without clients is open to the world. */
  readonly clients: readonly NfsClient[];
  /** Directories to create, this one or some below it, with the owner that the pods run as. */
  readonly directories: readonly OwnedDirectory[];
}

/** Who may mount a directory, and how. */
export interface NfsClient {
  /** The address that the server sees: an IP address or a network, never a name or a wildcard. */
  readonly address: string;
  /** In the order in which they are written: rw, sync, no_subtree_check, root_squash. */
  readonly options: readonly string[];
}

/** A directory and the user that the pods write it as. */
export interface OwnedDirectory {
  readonly path: string;
  readonly uid: number;
  readonly gid: number;
  /** Octal, four digits: `0750`. */
  readonly mode: string;
}
