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
    "RequiredSecret",
    "Route",
    "WordPress",
    "acknowledge",
    "emitYaml",
    "parseYaml",
    "rke",
    "synthesize",
  ]));
