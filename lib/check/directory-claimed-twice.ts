import { defineFinding, type Finding, type FindingMaker, type Place } from "../finding/finding.ts";
import { isUnique } from "../inventory/address.ts";
import type { VolumeRecord } from "../inventory/inventory.ts";
import { asDirectory, directoriesAround } from "./directories-around.ts";

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
  const sorted = sortByPath(volumes);
  const claimed = new Map<string, number>();
  return sorted.flatMap(({ volume, place }, index) => {
    const server = serverOf(volume.server);
    const found = directoriesAround(volume.path).map((path) => claimed.get(`${server} ${path}`) ?? -1);
    claimed.set(`${server} ${asDirectory(volume.path)}`, index);
    const other = sorted[Math.max(...found)];
    if (other === undefined) return [];
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
const serverOf = ({ name, address }: VolumeRecord["server"]): string =>
  isUnique(address) ? address : `${address} ${name}`;
