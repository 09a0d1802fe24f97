import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { VARIANTS, type VariantName } from "../../bench/jobs/variants.ts";
import { differences, essence, objectsIn, type ReadObject } from "../../bench/outputs.ts";
import { scratch } from "../terminal.ts";

const SITES = 10;

const outputOf = (variant: VariantName): ReadonlyMap<string, ReadObject> => {
  const outdir = join(scratch(), variant);
  VARIANTS[variant](SITES, outdir);
  return objectsIn(outdir);
};

/** Holds that two ways to make sites give what is compared in `npm run bench`. */
const check = (ours: VariantName, theirs: VariantName, view?: (object: ReadObject) => unknown): void => {
  const [own, other] = [outputOf(ours), outputOf(theirs)];
  expect(own.size).toBe(SITES * 14);
  expect(differences(own, other, view)).toEqual([]);
};

describe("the bench compares like with like, at ten sites", () => {
  test("typed kinds, ours and cdk8s's, a file for each chart", () => check("kinds", "kube-charts"));
  test("typed kinds, ours and cdk8s's, a folder for each chart", () => check("kinds", "kube-folders"));
  test("cdk8s-plus's constructs in our tree and in cdk8s's", () => check("plus-in-kumiki", "plus-charts"));
  test("cdk8s-plus's constructs in our tree and in cdk8s's, a folder for each chart", () =>
    check("plus-in-kumiki", "plus-folders"));
  test("our constructs and cdk8s-plus's, in what a site is about", () => check("stack", "plus-charts", essence));
  test("a difference is seen", () => {
    const own = outputOf("kinds");
    const changed = [...own].map(([name, object], index) => [name, { ...object, spec: index }] as const);
    expect(differences(own, new Map(changed))).toHaveLength(SITES * 14);
    expect(differences(own, new Map([...own].slice(1)))).toHaveLength(1);
  });
});
