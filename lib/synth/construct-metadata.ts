import type { App } from "cdk8s";
import type { IConstruct } from "constructs";
import { compareText } from "../text/compare-text.ts";
import type { OutputFile } from "../text/output-file.ts";
import { walkTree } from "../tree/walk.ts";

/** Where each object of some projects came from, in the form that cdk8s's validations read: the one file that names construct paths. */
export const constructMetadata = (projects: readonly IConstruct[]): OutputFile => {
  const objects = projects.flatMap((project) => walkTree(project).objects);
  const paths = objects.map(({ object }) => [object.name, { path: object.node.path }] as const);
  const resources = Object.fromEntries(paths.toSorted(([a], [b]) => compareText(a, b)));
  return {
    path: "construct-metadata.json",
    text: `${JSON.stringify({ version: "1.0.0", resources }, undefined, 2)}\n`,
  };
};

/** Tells whether a project, or the environment that it was made in, asks for that file: private in cdk8s's types. */
export const recordsConstructMetadata = (project: App): boolean =>
  (project as unknown as { readonly recordConstructMetadata: boolean }).recordConstructMetadata;
