import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ApiObject, App, Chart, Names } from "cdk8s";
import { Construct, type IConstruct } from "constructs";
import { parseAllDocuments } from "yaml";
import { acknowledge, Cluster, type OutputFile, Project, parseYaml, rke, synthesize } from "../../lib/index.ts";
import type { Manifest } from "../../lib/manifest/manifest.ts";
import type { Program, World } from "./program.ts";

/** Objects by folder, each list in its order. */
export type ObjectsByFolder = Readonly<Record<string, readonly Manifest[]>>;

/** What cdk8s itself makes of a program. */
export interface MadeByCdk8s {
  readonly objects: ObjectsByFolder;
  /** Pairs of objects of one folder, the first of which depends on the second. */
  readonly dependencies: ReadonlyArray<readonly [Manifest, Manifest]>;
  /** `app.charts`, by their paths. */
  readonly charts: readonly string[];
}

/** Where a program is built, and in which of our folders its charts then are. */
export interface Place {
  readonly inApp: (app: App) => Construct;
  readonly inProject: (project: Project) => Construct;
  readonly folderOf: (construct: IConstruct) => string;
}

/** In our Project as in an App: each outermost chart has a folder, which is called as cdk8s would call its file. */
export const IN_PROJECT: Place = {
  inApp: (app) => app,
  inProject: (project) => project,
  folderOf: (construct) => Names.toDnsLabel(construct.node.scopes.find((scope) => Chart.isChart(scope)) ?? construct),
};

/** In a Cluster, where cdk8s has a construct of the same path. */
export const IN_CLUSTER: Place = {
  inApp: (app) => new Construct(app, "lecture"),
  inProject: (project) =>
    new Cluster(project, "lecture", {
      kubernetes: "1.30",
      provisioner: rke({ release: "1.8.14" }),
      ssh: { user: "ubuntu" },
      nodes: { "node-1": { address: "10.0.0.11" } },
    }),
  folderOf: () => "lecture",
};

/** The program under cdk8s's own App, written to disk by cdk8s, and read back. Throws what cdk8s throws. */
export const underCdk8s = (program: Program, world: World, place: Place): MadeByCdk8s =>
  withEnvironment(program.env, () => {
    const outdir = mkdtempSync(join(tmpdir(), "kumiki-differential-"));
    try {
      const app = new App({ ...program.props, outdir });
      program.build(place.inApp(app) as App, world);
      const declared = declaredDependencies(app);
      app.synth();
      return {
        objects: readCdk8sOutput(app, place),
        dependencies: asManifests(declared, place),
        charts: pathsOf(app.charts),
      };
    } finally {
      rmSync(outdir, { recursive: true });
    }
  });

/** What we make of it. */
export interface MadeByUs {
  readonly objects: ObjectsByFolder;
  readonly codes: readonly string[];
  /** `project.charts`, by their paths. */
  readonly charts: readonly string[];
}

/** The program under our Project in the App's place, with what it acknowledges. Throws what the program throws. */
export const underProject = (
  program: Program,
  world: World,
  { place, acknowledged = [] }: { readonly place: Place; readonly acknowledged?: readonly string[] },
): MadeByUs =>
  withEnvironment(program.env, () => {
    const project = buildProject(program, world, { place, acknowledged });
    const { files, findings } = synthesize(project);
    return {
      objects: readOurOutput(files),
      codes: findings.map(({ code }) => code),
      charts: pathsOf(project.charts),
    };
  });

/** `project.synthYaml()` of the same, read back. Built anew: some constructs of cdk8s-plus give something else when they are asked twice. */
export const streamOfProject = (
  program: Program,
  world: World,
  acknowledged: readonly string[] = [],
): readonly Manifest[] =>
  withEnvironment(program.env, () =>
    readManifests(buildProject(program, world, { place: IN_PROJECT, acknowledged }).synthYaml()),
  );

const buildProject = (
  program: Program,
  world: World,
  { place, acknowledged }: { readonly place: Place; readonly acknowledged: readonly string[] },
): Project => {
  const project = new Project({ defaults: "2026-11", ...program.props });
  program.build(place.inProject(project) as App, world);
  for (const code of acknowledged) acknowledge(project, code, "as in cdk8s");
  return project;
};

const pathsOf = (charts: readonly Chart[]): readonly string[] => charts.map(({ node }) => node.path);

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
const readCdk8sOutput = (app: App, { folderOf }: Place): ObjectsByFolder => {
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

/** What the program declared, as pairs of single objects; cdk8s itself adds that a chart depends on those within it. */
const declaredDependencies = (app: App): ReadonlyArray<readonly [ApiObject, ApiObject]> =>
  app.node
    .findAll()
    .flatMap((source) =>
      source.node.dependencies.flatMap((target) =>
        objectsOf(source).flatMap((from) => objectsOf(target).map((to) => [from, to] as const)),
      ),
    );

const objectsOf = (construct: IConstruct): readonly ApiObject[] =>
  construct.node
    .findAll()
    .filter((below) => ApiObject.isApiObject(below))
    .filter((below) => Chart.of(below) === Chart.of(construct));

const asManifests = (
  pairs: ReturnType<typeof declaredDependencies>,
  { folderOf }: Place,
): MadeByCdk8s["dependencies"] =>
  pairs
    .filter(([source, target]) => source !== target && folderOf(source) === folderOf(target))
    .map(([source, target]) => [source.toJson() as Manifest, target.toJson() as Manifest]);

/** The manifests in the order in which a Kustomization lists them, which is how they are applied. */
const readOurOutput = (files: readonly OutputFile[]): ObjectsByFolder => {
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
const readTheirManifests = (text: string): readonly Manifest[] =>
  parseAllDocuments(text, {
    version: "1.1",
    merge: false,
    customTags: (tags) => tags.filter((tag) => typeof tag === "string" || tag.tag !== TIMESTAMP),
  })
    .map((document) => document.toJS() as Manifest | null)
    .flatMap((manifest) => manifest ?? []);

const TIMESTAMP = "tag:yaml.org,2002:timestamp";
