import { readdirSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { describeIdentity, identityOf } from "../../lib/manifest/identity.ts";
import { lastOfEach } from "../../lib/manifest/last-of-each.ts";
import type { Manifest } from "../../lib/manifest/manifest.ts";
import { tryFindHelm } from "./find-helm.ts";
import { NEEDS_HELM, type Program, type World } from "./program.ts";
import { type FixtureServer, serveFixtures } from "./serve-fixtures.ts";
import { type MadeByCdk8s, type MadeByUs, type ObjectsByChart, underCdk8s, underProject } from "./synthesize-both.ts";

/** What cdk8s refuses, and we with it: the finding that says so, or nothing where the program itself cannot go on. */
const REFUSED_BY_BOTH: Readonly<Record<string, readonly string[]>> = {
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

/** What cdk8s writes and no cluster takes: refused here until the program acknowledges it, and then the same objects. */
const REFUSED_BY_US: Readonly<Record<string, string>> = {
  "duplicate-names": "duplicate-identity",
  "invalid-names": "object-name",
  names: "object-name",
  "odd-ids": "object-name",
};

/** What we refuse for good, since it is no object. */
const NO_OBJECT: Readonly<Record<string, string>> = { "undefined-name": "not-an-object" };

/** Where what we write differs on purpose: what cdk8s wrote, turned into what we are to write. */
const DIFFERS: Readonly<Record<string, (theirs: readonly Manifest[]) => readonly Manifest[]>> = {
  // Both documents are applied, and the second stays.
  "duplicate-names": lastOfEach,
  // Kubernetes has no object of kind List: who applies one applies its items.
  "include-list": (theirs) => theirs.flatMap((list) => list["items"] as readonly Manifest[]),
  // A time without a zone is none that Kubernetes takes.
  "to-json-dates": (theirs) =>
    theirs.map((manifest) => ({
      ...manifest,
      spec: { at: "1970-01-01T00:00:00.000Z", later: "1970-01-01T00:00:01.001Z" },
    })),
};

const programs = readdirSync(join(import.meta.dirname, "programs")).map((file) => file.replace(/\.ts$/, ""));
const helm = tryFindHelm();
const fixtures = join(import.meta.dirname, "fixtures");
let server: FixtureServer;
let world: World;

beforeAll(async () => {
  server = await serveFixtures(fixtures);
  world = { fixtures, url: server.url, helm: helm ?? "helm" };
});
afterAll(() => server.stop());

const load = (name: string): Promise<Program> => import(`./programs/${name}.ts`) as Promise<Program>;

describe("the same program under cdk8s's App and under our Project", () => {
  for (const name of programs) {
    const isMissing = NEEDS_HELM.has(name) && helm === undefined;
    const refused = REFUSED_BY_BOTH[name];
    test.skipIf(isMissing)(
      refused === undefined ? `gives the same objects: ${name}` : `is refused: ${name}`,
      async () => {
        const program = await load(name);
        if (refused === undefined) expectTheSame(name, program);
        else expectRefused(program, refused);
      },
    );
  }
});

const expectRefused = (program: Program, codes: readonly string[]): void => {
  let theirs: unknown;
  try {
    underCdk8s(program, world);
  } catch (error) {
    theirs = error;
  }
  expect(theirs).toBeInstanceOf(Error);
  if (codes.length === 0) expect(() => underProject(program, world)).toThrow((theirs as Error).message);
  else expect(underProject(program, world)).toEqual({ objects: {}, codes });
};

const expectTheSame = (name: string, program: Program): void => {
  const theirs = underCdk8s(program, world);
  if (name in NO_OBJECT) return expect(underProject(program, world)).toEqual({ objects: {}, codes: [NO_OBJECT[name]] });
  const code = REFUSED_BY_US[name];
  if (code !== undefined) expect(new Set(underProject(program, world).codes)).toEqual(new Set([code]));
  const ours = underProject(program, world, code === undefined ? [] : [code]);
  expect(byIdentity(ours.objects)).toEqual(byIdentity(asExpected(theirs.objects, name)));
  expect(brokenDependencies(theirs, ours)).toEqual([]);
};

const byIdentity = (objects: ObjectsByChart): ObjectsByChart =>
  Object.fromEntries(
    Object.entries(objects).map(([chart, manifests]) => [
      chart,
      manifests.toSorted((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1)),
    ]),
  );

const asExpected = (objects: ObjectsByChart, name: string): ObjectsByChart =>
  Object.fromEntries(
    Object.entries(objects).map(([chart, manifests]) => [chart, DIFFERS[name]?.(manifests) ?? manifests]),
  );

const keyOf = (manifest: Manifest): string => describeIdentity(identityOf(manifest));

/** Dependencies that our order does not keep, but for those that it says it cannot. */
const brokenDependencies = ({ dependencies }: MadeByCdk8s, { objects, codes }: MadeByUs): readonly string[] => {
  if (codes.includes("dependency-across-folders")) return [];
  const order = Object.values(objects).flat().map(keyOf);
  return dependencies
    .filter(([source, target]) => order.indexOf(keyOf(source)) < order.indexOf(keyOf(target)))
    .map(([source, target]) => `${keyOf(source)} -> ${keyOf(target)}`);
};
