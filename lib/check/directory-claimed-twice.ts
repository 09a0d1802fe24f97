import { defineFinding, type Finding, type FindingMaker, type Place } from "../finding/finding.ts";
import { isUnique } from "../inventory/address.ts";
import type { VolumeRecord } from "../inventory/inventory.ts";

/** A volume, and where it was made. */
export interface VolumeToCheck {
  readonly volume: Pick<VolumeRecord, "persistentVolume" | "server" | "path">;
  readonly place: Place;
}

/** Two volumes over the same files. */
export const directoryClaimedTwice: FindingMaker<{
  volume: string;
  path: string;
  server: string;
  other: string;
  otherPath: string;
}> = defineFinding({
  code: "directory-claimed-twice",
  severity: "error",
  says: ({ volume, path, server, other, otherPath }) =>
    `Cannot give volume ${volume} the directory ${path} of server "${server}": volume ${other} has ` +
    `${path === otherPath ? "it" : otherPath} already, and each would write the other's files; ` +
    `give each a directory of its own, with export.directory("…")`,
});

/** Finds directories of a server that two volumes claim, or of which one lies in the other, over all clusters. */
export const checkDirectories = (volumes: readonly VolumeToCheck[]): readonly Finding[] => {
  const seen: VolumeToCheck[] = [];
  return sortByPath(volumes).flatMap((entry) => {
    const other = seen.findLast((before) => overlaps(before.volume, entry.volume));
    seen.push(entry);
    if (other === undefined) return [];
    const { volume, place } = entry;
    return [
      directoryClaimedTwice(place, {
        volume: volume.persistentVolume,
        path: volume.path,
        server: volume.server.name,
        other: other.volume.persistentVolume,
        otherPath: other.volume.path,
      }),
    ];
  });
};

/** A parent before its children; of equals the one that was made first. */
const sortByPath = (volumes: readonly VolumeToCheck[]): readonly VolumeToCheck[] =>
  volumes.toSorted((a, b) => (a.volume.path === b.volume.path ? 0 : a.volume.path < b.volume.path ? -1 : 1));

/** A private address may be another machine's in another place; a server's name tells. */
const isOneServer = (a: VolumeRecord["server"], b: VolumeRecord["server"]): boolean =>
  a.address === b.address && (a.name === b.name || isUnique(a.address));

const overlaps = (above: VolumeToCheck["volume"], below: VolumeToCheck["volume"]): boolean =>
  isOneServer(above.server, below.server) &&
  (below.path === above.path || below.path.startsWith(`${above.path.replace(/\/$/, "")}/`));
