import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ApiObject, App, Chart, Names } from "cdk8s";
import type { IConstruct } from "constructs";
import { parseAllDocuments } from "yaml";
import { acknowledge, type OutputFile, Project, parseYaml, synthesize } from "../../lib/index.ts";
import type { Manifest } from "../../lib/manifest/manifest.ts";
import type { Program, World } from "./program.ts";

/** Objects by the folder of the outermost chart, each list in its order. */
export type ObjectsByChart = Readonly<Record<string, readonly Manifest[]>>;

/** What cdk8s itself makes of a program. */
export interface MadeByCdk8s {
  readonly objects: ObjectsByChart;
  /** Pairs of objects of one folder, the first of which depends on the second. */
  readonly dependencies: ReadonlyArray<readonly [Manifest, Manifest]>;
}

/** The program under cdk8s's own App, written to disk by cdk8s, and read back. Throws what cdk8s throws. */
export const underCdk8s = ({ build, props, env }: Program, world: World): MadeByCdk8s =>
  withEnvironment(env, () => {
    const outdir = mkdtempSync(join(tmpdir(), "kumiki-differential-"));
    try {
      const app = new App({ ...props, outdir });
      build(app, world);
      const declared = declaredDependencies(app);
      app.synth();
      return { objects: readCdk8sOutput(app), dependencies: declared.map(asManifests) };
    } finally {
      rmSync(outdir, { recursive: true });
    }
  });

/** What we make of it. */
export interface MadeByUs {
  readonly objects: ObjectsByChart;
  readonly codes: readonly string[];
}

/** The program under our Project in the App's place, with what it acknowledges. Throws what the program throws. */
export const underProject = (
  { build, props, env }: Program,
  world: World,
  acknowledged: readonly string[] = [],
): MadeByUs =>
  withEnvironment(env, () => {
    const project = new Project({ defaults: "2026-11", ...props });
    build(project, world);
    for (const code of acknowledged) acknowledge(project, code, "as in cdk8s");
    const { files, findings } = synthesize(project);
    return { objects: readOurOutput(files), codes: findings.map(({ code }) => code) };
  });

const withEnvironment = <T>(env: Program["env"], body: () => T): T => {
  const before = { ...process.env };
  Object.assign(process.env, env);
  try {
    return body();
  } finally {
    for (const name of Object.keys(env ?? {})) delete process.env[name];
    Object.assign(process.env, before);
  }
};

/** Each chart's file, by the names that cdk8s gives: with a number in front where charts depend on each other. */
const readCdk8sOutput = (app: App): ObjectsByChart => {
  const files = readdirSync(app.outdir);
  const objects: Record<string, Manifest[]> = {};
  for (const chart of app.charts) {
    const name = `${Names.toDnsLabel(chart)}.k8s.yaml`;
    const file = files.find((found) => found.replace(/^\d{4}-/, "") === name || found === name);
    if (file === undefined) throw new Error(`no file of chart ${chart.node.path} among ${files.join(", ")}`);
    const read = readTheirManifests(readFileSync(join(app.outdir, file), "utf8"));
    if (read.length > 0) (objects[folderOf(chart)] ??= []).push(...read);
  }
  return objects;
};

/** A chart's objects stand in the folder of the outermost chart around it, which is called as cdk8s would call its file. */
const folderOf = (construct: IConstruct): string =>
  Names.toDnsLabel(construct.node.scopes.find((scope) => Chart.isChart(scope)) ?? construct);

/** What the program declared, as pairs of single objects; cdk8s itself adds that a chart depends on those within it. */
const declaredDependencies = (app: App): ReadonlyArray<readonly [ApiObject, ApiObject]> =>
  app.node.findAll().flatMap((source) =>
    source.node.dependencies.flatMap((target) =>
      objectsOf(source).flatMap((from) =>
        objectsOf(target)
          .filter((to) => to !== from && folderOf(to) === folderOf(from))
          .map((to) => [from, to] as const),
      ),
    ),
  );

const objectsOf = (construct: IConstruct): readonly ApiObject[] =>
  construct.node
    .findAll()
    .filter((below) => ApiObject.isApiObject(below))
    .filter((below) => Chart.of(below) === Chart.of(construct));

const asManifests = ([source, target]: readonly [ApiObject, ApiObject]) =>
  [source.toJson() as Manifest, target.toJson() as Manifest] as const;

/** The manifests in the order in which a Kustomization lists them, which is how they are applied. */
const readOurOutput = (files: readonly OutputFile[]): ObjectsByChart => {
  const texts = new Map(files.map(({ path, text }) => [path, text]));
  const roots = files.flatMap(({ path }) => /^(.*)\/manifests\/Kustomization$/.exec(path)?.[1] ?? []);
  return Object.fromEntries(roots.map((root) => [root, readKustomization(texts, `${root}/manifests`)]));
};

const readKustomization = (texts: ReadonlyMap<string, string>, folder: string): readonly Manifest[] => {
  const [kustomization] = parseYaml(texts.get(`${folder}/Kustomization`) ?? "", folder);
  const { resources } = kustomization as { resources: readonly string[] };
  return resources.flatMap((resource) => {
    const text = texts.get(`${folder}/${resource}`);
    return text === undefined ? readKustomization(texts, `${folder}/${resource}`) : readManifests(text);
  });
};

const readManifests = (text: string): readonly Manifest[] => parseYaml(text, "output") as readonly Manifest[];

/** What cdk8s wrote, read by the reader that it writes for: others take its `1e+21` for a text, and stop at its `<<`. */
const TIMESTAMP = "tag:yaml.org,2002:timestamp";

const readTheirManifests = (text: string): readonly Manifest[] =>
  parseAllDocuments(text, {
    version: "1.1",
    merge: false,
    customTags: (tags) => tags.filter((tag) => typeof tag === "string" || tag.tag !== TIMESTAMP),
  })
    .map((document) => document.toJS() as Manifest | null)
    .flatMap((manifest) => manifest ?? []);
