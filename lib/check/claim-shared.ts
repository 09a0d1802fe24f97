import { defineFinding, type Finding, type FindingMaker, type Place } from "../finding/finding.ts";
import { asDirectory, directoriesAround } from "./directories-around.ts";

/** A workload that keeps its data on a claim, and where it was made. */
export interface ClaimUse {
  readonly namespace: string;
  readonly claim: string;
  /** `MariaDB mariadb`. */
  readonly workload: string;
  /** The directories of the claim that it writes: `/` for all of it. */
  readonly paths: readonly string[];
  readonly place: Place;
}

/** Two workloads that write the same files. */
export const claimShared: FindingMaker<{ workload: string; claim: string; other: string }> = defineFinding({
  code: "claim-shared",
  severity: "error",
  says: ({ workload, claim, other }) =>
    `Cannot keep the data of ${workload} on claim ${claim}: ${other} keeps its own there, and each would write the other's files; ` +
    "give each a claim of its own, or each mount a subPath of its own in overrides",
});

/** Finds workloads of a cluster that write one directory of a claim, or of which one writes into what the other has. */
export const checkClaims = (uses: readonly ClaimUse[]): readonly Finding[] => {
  const owners = new Map<string, ClaimUse>();
  const shared = new Map<ClaimUse, ClaimUse>();
  for (const { use, path } of byPath(uses)) {
    const claim = `${use.namespace}/${use.claim}`;
    const other = directoriesAround(path)
      .flatMap((directory) => owners.get(`${claim} ${directory}`) ?? [])
      .find(({ workload }) => workload !== use.workload);
    if (other !== undefined && !shared.has(use)) shared.set(use, other);
    const own = `${claim} ${asDirectory(path)}`;
    if (!owners.has(own)) owners.set(own, use);
  }
  return [...shared].map(([{ namespace, claim, workload, place }, other]) =>
    claimShared(place, { workload, claim: `${namespace}/${claim}`, other: other.workload }),
  );
};

/** A parent before its children; of equals the one that was made first. */
const byPath = (uses: readonly ClaimUse[]): readonly { readonly use: ClaimUse; readonly path: string }[] =>
  uses
    .flatMap((use) => use.paths.map((path) => ({ use, path })))
    .toSorted((a, b) => (a.path === b.path ? 0 : a.path < b.path ? -1 : 1));
