import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { App, YamlOutputType } from "cdk8s";
import { Project } from "kumiki";
import { objectsIn, type ReadObject } from "../outputs.ts";
import { kindsProject } from "../programs/kinds-project.ts";
import { kubeApp } from "../programs/kube-app.ts";
import { plusSites } from "../programs/plus-sites.ts";
import { stackProject } from "../programs/stack-project.ts";

/** A way to make sites: constructs them and writes their files. */
export type Variant = (sites: number, outdir: string) => void;

const { FILE_PER_CHART, FOLDER_PER_CHART_FILE_PER_RESOURCE } = YamlOutputType;

const plusApp = (sites: number, outdir: string, yamlOutputType: YamlOutputType): void => {
  const app = new App({ outdir, yamlOutputType });
  plusSites(app, sites);
  app.synth();
};

/** Every way to make sites that the bench compares. */
export const VARIANTS = {
  kinds: (sites, outdir) => kindsProject(sites, { outdir }).synth(),
  stack: (sites, outdir) => stackProject(sites, { outdir }).synth(),
  "plus-in-kumiki": (sites, outdir) => {
    const project = new Project({ defaults: "2026-11", outdir });
    plusSites(project, sites);
    project.synth();
  },
  "kube-charts": (sites, outdir) => kubeApp(sites, { outdir, yamlOutputType: FILE_PER_CHART }).synth(),
  "kube-folders": (sites, outdir) =>
    kubeApp(sites, { outdir, yamlOutputType: FOLDER_PER_CHART_FILE_PER_RESOURCE }).synth(),
  "plus-charts": (sites, outdir) => plusApp(sites, outdir, FILE_PER_CHART),
  "plus-folders": (sites, outdir) => plusApp(sites, outdir, FOLDER_PER_CHART_FILE_PER_RESOURCE),
} satisfies Readonly<Record<string, Variant>>;

/** The name of one. */
export type VariantName = keyof typeof VARIANTS;

/** The least that any tool does: the objects of an output as JSON, one write each. Reads them first, and gives what writes. */
export const floorOf = (output: string): ((outdir: string) => void) => {
  const objects = [...objectsIn(output).values()].map((object) => ({ object, path: pathOf(object) }));
  return (outdir) => {
    const made = new Set<string>();
    for (const { object, path } of objects) {
      const file = join(outdir, path);
      const folder = dirname(file);
      if (!made.has(folder)) {
        mkdirSync(folder, { recursive: true });
        made.add(folder);
      }
      writeFileSync(file, JSON.stringify(object));
    }
  };
};

const pathOf = ({ kind, metadata: { namespace = "cluster", name } }: ReadObject): string =>
  join(namespace, `${kind.toLowerCase()}-${name}.json`);
