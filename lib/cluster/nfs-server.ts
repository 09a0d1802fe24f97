import { Construct } from "../tree/cdk8s.ts";
import { type FactKind, factKind, stateFact } from "../tree/fact.ts";
import { captureOrigin } from "../tree/origin.ts";
import { requireProps } from "../tree/require-props.ts";
import { EXPORT } from "./facts.ts";
import { type NfsDirectory, nfsDirectory } from "./nfs-directory.ts";
import { checkProp, type PropRule } from "./take-prop.ts";

/** An NFS server. */
export interface NfsServerProps {
  /** Names the server and its folder below `hosts/`. @default - the construct's id */
  readonly name?: string;
  /** Address by which the nodes reach it; it stands in every volume, for good. */
  readonly address: string;
  /** Which of a machine's addresses the server sees when it mounts. @default - the internal one where a machine has it, else the public */
  readonly sees?: "internal" | "public";
}

/** A directory to export. */
export interface ExportProps {
  /** Capacity of the volume: a quantity such as `20Gi`. NFS does not enforce it. */
  readonly size: string;
  /** IP addresses or networks that may mount it; a path that is exported twice has the clients of both. @default - the machines that can run the pods that mount it, and no other */
  readonly clients?: readonly string[];
  /** The directory that the data lay in before, moved to its new place by hand. @default - it was always here */
  readonly renamedFrom?: string;
}

/** An NFS server, as the synthesis gathers it. */
export interface NfsServerFact {
  readonly name: string;
  readonly address: string;
  readonly sees: "internal" | "public";
}

/** Stated by every NFS server. */
export const NFS_SERVER: FactKind<NfsServerFact> = factKind("nfs-server");

const SEES: PropRule = {
  takes: (address) => address === undefined || address === "internal" || address === "public",
  allowed: "internal or public",
};

/** An NFS server outside the clusters. Its export lines are gathered from what every cluster of the project mounts. */
export class NfsServer extends Construct {
  readonly serverName: string;
  readonly address: string;

  constructor(scope: Construct, id: string, props: NfsServerProps) {
    super(scope, id);
    captureOrigin(this);
    requireProps(this, props, ["address"]);
    this.serverName = props.name ?? id;
    this.address = props.address;
    checkProp(this, SEES, { prop: "sees", value: props.sees });
    stateFact(this, NFS_SERVER, { name: this.serverName, address: props.address, sees: props.sees ?? "internal" });
  }

  /**
   * Declares a directory of the server, by its absolute path. Whatever mounts it makes the volume; a directory that nothing
   * mounts gets no export line, since a line without clients is open to the world.
   */
  export(path: string, props: ExportProps): NfsDirectory {
    requireProps(`directory ${path} of NfsServer ${this.node.path}`, props, ["size"]);
    stateFact(this, EXPORT, { path, clients: props.clients });
    return nfsDirectory({
      server: { name: this.serverName, address: this.address },
      exported: path,
      path,
      renamedFrom: props.renamedFrom,
      size: props.size,
    });
  }
}
