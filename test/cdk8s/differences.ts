import { lastOfEach } from "../../lib/manifest/last-of-each.ts";
import type { Manifest } from "../../lib/manifest/manifest.ts";

/** What cdk8s refuses, and we with it: the findings that say so, or none where the program itself cannot go on. */
export const REFUSED_BY_BOTH: Readonly<Record<string, readonly string[]>> = {
  "date-objects": ["object-failed"],
  "dependency-cycle": ["dependency-cycle"],
  "object-in-no-chart": [],
  "objects-of-classes": ["object-failed"],
  "patch-below-nothing": ["object-failed"],
  "patch-test-fails": ["object-failed"],
  "plus-validation-fails": ["validation"],
  "subject-without-account": ["object-failed"],
  "validation-fails": ["validation", "validation"],
};

/** What cdk8s writes and no cluster takes: refused here until the program acknowledges it. */
export const REFUSED_BY_US: Readonly<Record<string, string>> = {
  "duplicate-names": "duplicate-identity",
  "invalid-names": "object-name",
  names: "object-name",
  "odd-ids": "object-name",
};

/** What we refuse for good, since it is no object, or no data. */
export const NO_OBJECT: Readonly<Record<string, string>> = {
  "not-a-number": "object-failed",
  "to-json-of-maps": "object-failed",
  "undefined-name": "not-an-object",
};

/** Programs whose objects say what their root is, which a Cluster is not. */
export const ASKS_FOR_ITS_ROOT: Readonly<Record<string, true>> = { "is-instance": true };

/** A difference on purpose: what cdk8s wrote, turned into what we are to write. */
interface Difference {
  readonly says: string;
  readonly change: (theirs: readonly Manifest[]) => readonly Manifest[];
}

/** Where what we write differs on purpose; docs/coming-from-cdk8s.md has the reasons. */
export const DIFFERS: Readonly<Record<string, Difference>> = {
  "duplicate-names": { says: "the last of the two", change: lastOfEach },
  "include-list": {
    says: "the List's items instead of the List",
    change: (theirs) => theirs.flatMap((list) => list["items"] as readonly Manifest[]),
  },
  "to-json-dates": {
    says: "times with their zone",
    change: (theirs) =>
      theirs.map((manifest) => ({
        ...manifest,
        spec: { at: "1970-01-01T00:00:00.000Z", later: "1970-01-01T00:00:01.001Z" },
      })),
  },
};
