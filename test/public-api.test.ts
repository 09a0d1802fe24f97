import { expect, test } from "vitest";
import * as kumiki from "../lib/index.ts";

test("kumiki exports these names", () =>
  expect(Object.keys(kumiki).toSorted()).toEqual([
    "Cluster",
    "FilledSecret",
    "MariaDB",
    "Namespace",
    "NfsServer",
    "NfsVolume",
    "Project",
    "RESTRICTED_CONTAINER",
    "RequiredSecret",
    "Route",
    "WordPress",
    "acknowledge",
    "captureOrigin",
    "contentHash",
    "defineFinding",
    "emitYaml",
    "imageFrom",
    "overridden",
    "parseYaml",
    "report",
    "resolvePodReferences",
    "restrictedPod",
    "rke",
    "synthesize",
    "workloadLabels",
  ]));
