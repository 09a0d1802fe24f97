import { defineFinding, type FindingKind, type FindingMaker } from "../finding/finding.ts";

/** A construct's own validation. */
export const validationFailed: FindingMaker<{ message: string }> = defineFinding({
  code: "validation",
  severity: "error",
  says: ({ message }) => `Cannot accept the construct: its own validation says: ${message}`,
});

/** Something that calls itself an object of Kubernetes' API and is none. */
export const notAnObject: FindingMaker<{ kind: string }> = defineFinding({
  code: "not-an-object",
  severity: "error",
  says: ({ kind }) =>
    `Cannot write an object of kind "${kind}": its toJson() gave no apiVersion, kind and metadata.name; every object has all three`,
});

/** An object that could not be turned into data. */
export const objectFailed: FindingMaker<{ kind: string; reason: string }> = defineFinding({
  code: "object-failed",
  severity: "error",
  says: ({ kind, reason }) => `Cannot write the object of kind "${kind}": its toJson() says: ${reason}`,
});

/** Dependencies that go round. */
export const dependencyCycle: FindingMaker<{ cycle: string }> = defineFinding({
  code: "dependency-cycle",
  severity: "error",
  says: ({ cycle }) => `Cannot order the objects: found the cycle of dependencies ${cycle}; take one of them out`,
});

/** A dependency that the folders do not keep. */
export const dependencyAcrossFolders: FindingMaker<{ source: string; target: string }> = defineFinding({
  code: "dependency-across-folders",
  severity: "warning",
  says: ({ source, target }) =>
    `Cannot apply ${source} after ${target}: folders are applied one after the other, what stands beside namespaces first and then each ` +
    "namespace by its name, so it comes before; make both in one namespace, or acknowledge it and apply again where the first time fails",
});

/** A dependency between what is applied at different times, or to different clusters. */
export const dependencyAcrossClusters: FindingMaker<{ source: string; target: string; first: string; later: string }> =
  defineFinding({
    code: "dependency-across-clusters",
    severity: "warning",
    says: ({ source, target, first, later }) =>
      `Cannot apply ${source} after ${target}: what stands in different clusters, or in charts outside of them, is applied separately; ` +
      `apply ${first} before ${later} and acknowledge it, or make both in one`,
  });

/** An acknowledgement that outlived its cause. */
export const acknowledgementUnused: FindingMaker<{ code: string }> = defineFinding({
  code: "acknowledgement-unused",
  severity: "warning",
  says: ({ code }) =>
    `Cannot settle "${code}" here: no such finding was raised about this construct or below it; take the acknowledgement out`,
});

/** A cluster whose folder would be the hosts' own. */
export const clusterName: FindingMaker<{ cluster: string }> = defineFinding({
  code: "cluster-name",
  severity: "error",
  says: ({ cluster }) =>
    `Cannot name a cluster "${cluster}": allowed are lower-case letters, digits and dashes, at most 63 of them, but not "hosts", ` +
    "whose folder holds the servers, and no device of Windows such as con; state another name",
});

/** Two clusters or servers of one name, whose files would overwrite each other's. */
export const folderClaimedTwice: FindingMaker<{ folder: string; others: string }> = defineFinding({
  code: "folder-claimed-twice",
  severity: "error",
  says: ({ folder, others }) =>
    `Cannot write "${folder}/": ${others} write there too; give each cluster, server and chart a name of its own`,
});

/** A date that there are no defaults of. */
export const defaultsUnknown: FindingMaker<{ found: string; allowed: string }> = defineFinding({
  code: "defaults-unknown",
  severity: "error",
  says: ({ found, allowed }) => `Cannot take the defaults of "${found}": allowed are ${allowed}`,
});

/** Every finding that the synthesis itself raises. */
export const SYNTH_FINDINGS: readonly FindingKind<never>[] = [
  acknowledgementUnused,
  clusterName,
  defaultsUnknown,
  dependencyAcrossClusters,
  dependencyAcrossFolders,
  dependencyCycle,
  folderClaimedTwice,
  notAnObject,
  objectFailed,
  validationFailed,
];
