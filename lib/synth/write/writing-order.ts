import { basename } from "node:path";

/** The order in which files take their places: what a Kustomization names before it, and the innermost first. */
export const writingOrder = (paths: readonly string[]): readonly string[] => [
  ...paths.filter((path) => !isKustomization(path)),
  ...paths.filter(isKustomization).toSorted((a, b) => depthOf(b) - depthOf(a)),
];

/** The order in which files go: a Kustomization before what it names, and the outermost first. */
export const removingOrder = (paths: readonly string[]): readonly string[] => writingOrder(paths).toReversed();

/** Folders so that each comes before the one around it. */
export const innermostFirst = (folders: Iterable<string>): readonly string[] =>
  [...folders].toSorted((a, b) => depthOf(b) - depthOf(a));

const isKustomization = (path: string): boolean => basename(path) === "Kustomization";

const depthOf = (path: string): number => path.split("/").length;
