import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { load } from "js-yaml";
import { renderManifests } from "../../../lib/synth/render-manifests.ts";
import { whileLocked } from "../../../lib/synth/write/lock-output.ts";
import { markFile } from "../../../lib/synth/write/mark.ts";
import { planOutput } from "../../../lib/synth/write/plan-output.ts";
import { readOutput } from "../../../lib/synth/write/read-output.ts";
import { writeOutput } from "../../../lib/synth/write/write-output.ts";
import type { OutputFile } from "../../../lib/text/output-file.ts";

/** The files of a cluster with these ConfigMaps in its namespaces, one word of which is in every file that may differ. */
export const clusterFiles = (
  namespaces: Readonly<Record<string, readonly string[]>>,
  word: string,
): readonly OutputFile[] => {
  const names = Object.keys(namespaces);
  const manifests = [
    ...names.map((name) => ({ apiVersion: "v1", kind: "Namespace", metadata: { name } })),
    ...names.flatMap((namespace) =>
      (namespaces[namespace] ?? []).map((name) => ({
        apiVersion: "v1",
        kind: "ConfigMap",
        metadata: { name, namespace },
        data: { word },
      })),
    ),
  ];
  return [
    { path: "hosts/nas/exports", text: `/data ${word}(rw)\n` },
    { path: "hosts/nas/setup.sh", text: "#!/bin/sh\n", ...(word === "old" ? {} : { executable: true as const }) },
    { path: "c/README.md", text: "# Cluster c\n" },
    { path: "c/inventory.json", text: JSON.stringify({ names }) },
    ...renderManifests("c/manifests", manifests),
  ].map((file) => markFile(file, "main.ts"));
};

/** Makes a folder hold these files, as a run does that nobody disturbs. It may not have to wait for another. */
export const writeTree = (folder: string, files: readonly OutputFile[]): void =>
  whileLocked(folder, { say: () => undefined, tries: 1 }, () => {
    const disk = readOutput(folder, files);
    writeOutput(folder, planOutput(files, disk, { isOurs: () => true }), disk);
  });

/** Writes files that nobody marked; a name with a slash at its end is an empty folder. */
export const writeTexts = (folder: string, texts: Readonly<Record<string, string>>): void => {
  for (const [path, text] of Object.entries(texts)) {
    mkdirSync(path.endsWith("/") ? join(folder, path) : dirname(join(folder, path)), { recursive: true });
    if (!path.endsWith("/")) writeFileSync(join(folder, path), text);
  }
};

/** All that lies in a folder: files with their texts and modes, folders with a slash. */
export const readTree = (folder: string): ReadonlyMap<string, string> => {
  const paths = existsSync(folder) ? (readdirSync(folder, { recursive: true }) as string[]).toSorted() : [];
  return new Map(
    paths.map((path) => {
      const { mode } = statSync(join(folder, path));
      const isFolder = (mode & 0o40_000) !== 0;
      return isFolder ? [`${path}/`, ""] : [path, `${mode & 0o100} ${readFileSync(join(folder, path), "utf8")}`];
    }),
  );
};

const TEMPORARY = /(?:^|\/)\.kumiki-[^/]*\.tmp(?:$|\/)/;

/** What is wrong with a tree on its way from one to another: files neither old nor new, lost ones, names that lead nowhere. */
export const brokenBetween = (
  found: ReadonlyMap<string, string>,
  before: ReadonlyMap<string, string>,
  after: ReadonlyMap<string, string>,
): readonly string[] => {
  const files = [...found].filter(([path]) => !path.endsWith("/") && !TEMPORARY.test(path));
  const torn = files.filter(([path, text]) => text !== before.get(path) && text !== after.get(path));
  const lost = [...before.keys()].filter((path) => after.has(path) && !found.has(path));
  const dangling = files
    .filter(([path]) => path.endsWith("/Kustomization"))
    .flatMap(([path, text]) =>
      (load(text.replace(/^\d+ /, "")) as { resources: string[] }).resources
        .map((name) => join(dirname(path), name))
        .filter((name) => !found.has(name) && !found.has(`${name}/Kustomization`))
        .map((name) => `${path} names ${name}`),
    );
  return [...torn.map(([path]) => `torn ${path}`), ...lost.map((path) => `lost ${path}`), ...dangling];
};
