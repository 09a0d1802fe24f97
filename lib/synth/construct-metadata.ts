import type { IConstruct } from "constructs";
import type { OutputFile } from "../text/output-file.ts";
import { walkTree } from "../tree/walk.ts";

/** Where each object came from, in the form that cdk8s's validations read: the one file that names construct paths. */
export const constructMetadata = (project: IConstruct): OutputFile => {
  const paths = walkTree(project).objects.map(({ object }) => [object.name, { path: object.node.path }] as const);
  const resources = Object.fromEntries(paths.toSorted(([a], [b]) => (a < b ? -1 : 1)));
  return {
    path: "construct-metadata.json",
    text: `${JSON.stringify({ version: "1.0.0", resources }, undefined, 2)}\n`,
  };
};
