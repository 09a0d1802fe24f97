/** A directory of an NFS server: a value to hand to whatever mounts it. */
export interface NfsDirectory {
  readonly server: { readonly name: string; readonly address: string };
  /** What the server's export line names: this directory, or one above it. */
  readonly exported: string;
  readonly path: string;
  /** Names the volume, for good: `/bitnami/mariadb` gives `bitnami-mariadb`. */
  readonly id: string;
  /** The directory that the data lay in before; undefined for one that was never moved. */
  readonly renamedFrom?: string | undefined;
  /** The volume's capacity, a quantity: `20Gi`. NFS does not enforce it. */
  readonly size: string;
  /** A directory below this one, under the same export line: one for each site, say. */
  directory(name: string, props?: { readonly size?: string }): NfsDirectory;
}

/** Makes the value; NfsServer's `export` is the way in. */
export const nfsDirectory = ({
  server,
  exported,
  path,
  renamedFrom,
  size,
}: Omit<NfsDirectory, "id" | "directory">): NfsDirectory =>
  Object.freeze({
    server,
    exported,
    path,
    renamedFrom,
    size,
    id: volumeId(path),
    directory: (name: string, props: { readonly size?: string } = {}) => {
      if (!SEGMENT.test(name))
        throw new Error(`Cannot take directory "${name}" of ${path}: allowed is one name without a slash`);
      return nfsDirectory({
        server,
        exported,
        path: `${path.replace(/\/$/, "")}/${name}`,
        renamedFrom: renamedFrom === undefined ? undefined : `${renamedFrom}/${name}`,
        size: props.size ?? size,
      });
    },
  });

/** The id of the volume in a directory. */
export const volumeId = (path: string): string =>
  path
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-|-$/g, "");

const SEGMENT = /^(?!\.{1,2}$)[^/\0\n]+$/;
