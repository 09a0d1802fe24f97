import { fileName } from "../manifest/file-name.ts";
import { groupBy } from "../manifest/group-by.ts";
import { identityOf } from "../manifest/identity.ts";
import type { Manifest } from "../manifest/manifest.ts";
import { ManifestFile } from "../manifest/manifest-file.ts";
import { manifestText } from "../manifest/sorted-manifest.ts";
import { scopeOf } from "../schema/index.ts";
import { compareText } from "../text/compare-text.ts";
import { emitYaml } from "../text/emit-yaml.ts";
import type { OutputFile } from "../text/output-file.ts";
import { portableName } from "../text/portable-name.ts";

/**
 * One file for each object, in folders that can be applied one after the other, and a Kustomization in each. `root` is the
 * folder of them all: `lecture/manifests`. Manifests come in the order in which they are to be applied.
 */
export const renderManifests = (root: string, manifests: readonly Manifest[]): readonly OutputFile[] => {
  if (manifests.length === 0) return [];
  const folders = new Map<string, Folder>([["", { start: `${root}/`, names: [] }]]);
  const files: OutputFile[] = [];
  for (const manifest of manifests) {
    const folder = folderOf(manifest);
    const { start, names } = folders.get(folder) ?? { start: `${root}/${folder}/`, names: [] };
    if (names.length === 0) folders.set(folder, { start, names });
    const name = fileName(identityOf(manifest));
    names.push(name);
    files.push(new ManifestFile(start + name, manifest));
  }
  const below = [...folders.keys()].filter((folder) => folder !== "").toSorted();
  for (const folder of below) files.push(kustomization(`${root}/${folder}`, folders.get(folder)?.names ?? []));
  files.push(kustomization(root, [...below, ...(folders.get("")?.names ?? [])]));
  return files;
};

/** A folder of manifests. */
interface Folder {
  /** What the paths of its files start with. */
  readonly start: string;
  readonly names: string[];
}

/** All manifests as one stream, in the order in which they are to be applied. */
export const renderStream = (manifests: readonly Manifest[]): string => [...streamParts(manifests)].join("");

/** The same in parts, each made when it is asked for: a stream may be longer than a text can be, or than there is memory. */
export function* streamParts(manifests: readonly Manifest[]): Generator<string> {
  let part = "";
  for (const manifest of manifests) {
    part += `---\n${manifestText(manifest)}`;
    if (part.length < PART) continue;
    yield part;
    part = "";
  }
  if (part !== "") yield part;
}

/** Characters. */
const PART = 1 << 20;

/** The same order as the folders have it: what stands beside namespaces, then each namespace. */
export const inFolderOrder = (manifests: readonly Manifest[]): readonly Manifest[] => {
  const folders = groupBy(manifests, folderOf);
  return [...folders.keys()].toSorted(compareFolders).flatMap((folder) => folders.get(folder) ?? []);
};

/** Tells for a manifest how many folders of its cluster are applied before its own. */
export const folderRanks = (manifests: readonly Manifest[]): ((manifest: Manifest) => number) => {
  const folders = [...new Set(manifests.map(folderOf))].toSorted(compareFolders);
  const ranks = new Map(folders.map((folder, index) => [folder, index]));
  return (manifest) => ranks.get(folderOf(manifest)) ?? 0;
};

/** What lies beside the folders comes after them. */
const compareFolders = (a: string, b: string): number => Number(a === "") - Number(b === "") || compareText(a, b);

/** `cluster` sorts before `namespaces`, so that a recursive apply meets a namespace before what lives in it. */
const folderOf = (manifest: Manifest): string => {
  const { namespace } = manifest.metadata;
  const scope = scopeOf(manifest.apiVersion, manifest.kind);
  if (scope === "cluster") return "cluster";
  // Other libraries' objects may have null here.
  if (namespace !== undefined && namespace !== null) return `namespaces/${portableName(namespace)}`;
  return scope === "namespaced" ? "" : "cluster";
};

/** `fifo` keeps the order of the list; by default kustomize has one of its own. */
const kustomization = (folder: string, resources: readonly string[]): OutputFile => ({
  path: `${folder}/Kustomization`,
  text: emitYaml({
    apiVersion: "kustomize.config.k8s.io/v1beta1",
    kind: "Kustomization",
    sortOptions: { order: "fifo" },
    resources,
  }),
});
