import { setFlagsFromString } from "node:v8";
import { runInThisContext } from "node:vm";
import { expect, test } from "vitest";
import { stackProject } from "../../bench/programs/stack-project.ts";
import { readTree } from "../../lib/synth/read-tree.ts";

setFlagsFromString("--allow-natives-syntax");
const haveSameShape = runInThisContext("(a, b) => %HaveSameMap(a, b)") as (a: object, b: object) => boolean;

/** Where two values that are made alike differ in what V8 calls a map: whatever reads many of those is slow. */
const differences = (a: unknown, b: unknown, path: string): readonly string[] => {
  if (typeof a !== "object" || a === null || typeof b !== "object" || b === null || a === b) return [];
  const below = Object.keys(a).flatMap((name) =>
    differences((a as Members)[name], (b as Members)[name], `${path}.${name}`),
  );
  return haveSameShape(a, b) ? below : [path, ...below];
};

type Members = Readonly<Record<string, unknown>>;

test("objects that are made alike, of one site after the other, have one shape", () => {
  const { manifests } = readTree(stackProject(60));
  const of = (site: string) =>
    manifests.flatMap(({ manifest }) => (manifest.metadata.namespace === site ? [manifest] : []));
  // The first sites are made before V8 makes shapes of its own.
  const [former, latter] = [of("site-00040"), of("site-00041")];
  expect(former.length).toBeGreaterThan(10);
  expect(former.flatMap((one, index) => differences(one, latter[index], one.kind))).toEqual([]);
});
