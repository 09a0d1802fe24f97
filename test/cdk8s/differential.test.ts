import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { describeIdentity, identityOf } from "../../lib/manifest/identity.ts";
import { lastOfEach } from "../../lib/manifest/last-of-each.ts";
import type { Manifest } from "../../lib/manifest/manifest.ts";
import { ASKS_FOR_ITS_ROOT, DIFFERS, NO_OBJECT, REFUSED_BY_BOTH, REFUSED_BY_US } from "./differences.ts";
import { tryFindHelm } from "./find-helm.ts";
import { NEEDS_HELM, type Program, type World } from "./program.ts";
import { type FixtureServer, serveFixtures } from "./serve-fixtures.ts";
import {
  IN_CLUSTER,
  IN_PROJECT,
  type MadeByCdk8s,
  type ObjectsByFolder,
  streamOfProject,
  underCdk8s,
  underProject,
} from "./synthesize-both.ts";

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

/** The table's rows by program: what each was found to be. */
const rows: ReadonlyMap<string, string> = new Map(
  [...readFileSync(join(import.meta.dirname, "table.md"), "utf8").matchAll(/^\| ([\w-]+) (\|.*)$/gm)]
    .map(([, name = "", row = ""]) => [name, row] as const)
    .slice(2),
);

test("the table has a row for every program, and for no other", () => {
  expect([...rows.keys()]).toEqual(programs.toSorted());
});

describe("the same program under cdk8s's App and under our Project in its place", () => {
  for (const name of programs) {
    const isMissing = NEEDS_HELM.has(name) && helm === undefined;
    test.skipIf(isMissing)(
      name in REFUSED_BY_BOTH ? `${name} is refused` : `${name} gives the same objects`,
      async () => {
        const program = await load(name);
        const row = name in REFUSED_BY_BOTH ? refusedByBoth(name, program) : theSame(name, program);
        expect(`| ${row} |`).toEqual(rows.get(name));
      },
    );
  }
});

const refusedByBoth = (name: string, program: Program): string => {
  const codes = REFUSED_BY_BOTH[name] ?? [];
  const theirs = errorOf(() => underCdk8s(program, world, IN_PROJECT));
  if (codes.length === 0) {
    expect(() => underProject(program, world, { place: IN_PROJECT })).toThrow(theirs.message);
    return "- | - | refused by both, when it is made";
  }
  expect(underProject(program, world, { place: IN_PROJECT })).toMatchObject({ objects: {}, codes });
  return `- | - | refused by both: \`${codes[0]}\``;
};

const errorOf = (body: () => unknown): Error => {
  try {
    body();
  } catch (error) {
    if (error instanceof Error) return error;
  }
  throw new Error("cdk8s refused nothing");
};

const theSame = (name: string, program: Program): string => {
  const theirs = underCdk8s(program, world, IN_PROJECT);
  const noObject = NO_OBJECT[name];
  if (noObject !== undefined) {
    expect(underProject(program, world, { place: IN_PROJECT }).codes).toEqual([noObject]);
    return `${countOf(theirs.objects)} | - | refused by us: \`${noObject}\``;
  }
  const code = REFUSED_BY_US[name];
  if (code !== undefined)
    expect(new Set(underProject(program, world, { place: IN_PROJECT }).codes)).toEqual(new Set([code]));
  const acknowledged = code === undefined ? [] : [code];
  const ours = underProject(program, world, { place: IN_PROJECT, acknowledged });
  const differs = DIFFERS[name];
  const expected = mapLists(theirs.objects, differs?.change ?? ((manifests) => manifests));
  expect(byIdentity(ours.objects)).toEqual(byIdentity(expected));
  expect(byIdentity({ all: streamOfProject(program, world, acknowledged) })).toEqual(
    byIdentity({ all: Object.values(expected).flat() }),
  );
  expect(ours.charts).toEqual(theirs.charts);
  if (!ours.codes.includes("dependency-across-folders")) expect(brokenDependencies(theirs, ours.objects)).toEqual([]);
  const order = ours.codes.includes("dependency-across-folders")
    ? "by folder, with a warning"
    : orderOf(expected, ours.objects);
  const how = [
    ...(code === undefined ? [] : [`once \`${code}\` is acknowledged`]),
    ...(differs === undefined ? [] : [differs.says]),
  ];
  return `${countOf(ours.objects)} | ${order} | ${["the same", ...how].join(", ")}`;
};

describe("the same program below a construct of cdk8s's App and below our Cluster in its place", () => {
  const inClusters = programs.filter(
    (name) => ![REFUSED_BY_BOTH, NO_OBJECT, ASKS_FOR_ITS_ROOT].some((names) => name in names),
  );
  for (const name of inClusters) {
    const isMissing = NEEDS_HELM.has(name) && helm === undefined;
    test.skipIf(isMissing)(`${name} gives the same objects`, async () => {
      const program = await load(name);
      const theirs = underCdk8s(program, world, IN_CLUSTER);
      const ours = underProject(program, world, { place: IN_CLUSTER, acknowledged: OF_CLUSTERS });
      const change = DIFFERS[name]?.change ?? ((manifests) => manifests);
      const expected = mapLists(theirs.objects, (manifests) => lastOfEach(change(manifests)));
      expect(byIdentity(ours.objects)).toEqual(byIdentity(expected));
      if (!ours.codes.includes("dependency-across-folders"))
        expect(brokenDependencies(theirs, ours.objects)).toEqual([]);
    });
  }
});

/** What is refused in a cluster, which has one namespace and one name for one object and one release, until the program acknowledges it. */
const OF_CLUSTERS: readonly string[] = ["namespace-missing", "duplicate-identity", "object-name", "api-not-served"];

const mapLists = (
  objects: ObjectsByFolder,
  change: (manifests: readonly Manifest[]) => readonly Manifest[],
): ObjectsByFolder =>
  Object.fromEntries(Object.entries(objects).map(([folder, manifests]) => [folder, change(manifests)]));

const byIdentity = (objects: ObjectsByFolder): ObjectsByFolder =>
  mapLists(objects, (manifests) => manifests.toSorted((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1)));

const keyOf = (manifest: Manifest): string => describeIdentity(identityOf(manifest));

const countOf = (objects: ObjectsByFolder): number => Object.values(objects).flat().length;

const orderOf = (theirs: ObjectsByFolder, ours: ObjectsByFolder): string => {
  const isTheSame = Object.entries(ours).every(
    ([folder, manifests]) => manifests.map(keyOf).join() === theirs[folder]?.map(keyOf).join(),
  );
  return isTheSame ? "the same" : "by kind";
};

/** Dependencies that our order does not keep. */
const brokenDependencies = ({ dependencies }: MadeByCdk8s, objects: ObjectsByFolder): readonly string[] => {
  const order = Object.values(objects).flat().map(keyOf);
  return dependencies
    .filter(([source, target]) => order.indexOf(keyOf(source)) < order.indexOf(keyOf(target)))
    .map(([source, target]) => `${keyOf(source)} -> ${keyOf(target)}`);
};
