import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { parse } from "yaml";
import type { Inventory } from "../../lib/inventory/inventory.ts";
import type { Manifest } from "../../lib/manifest/manifest.ts";
import { ROOT } from "../terminal.ts";

/** The committed outputs: dist/ of the lecture, and the golden files of the other apps. */
const OUTPUTS: readonly string[] = [
  "dist",
  ...readdirSync(join(ROOT, "test", "golden")).map((app) => join("test", "golden", app)),
];

/** The folder of every cluster of every app, from the repository: `dist/lecture`. */
export const CLUSTERS: readonly string[] = OUTPUTS.flatMap((output) =>
  readdirSync(join(ROOT, output))
    .map((name) => join(output, name))
    .filter((folder) => existsSync(join(ROOT, folder, "inventory.json"))),
);

/** Every file of every app's output whose name ends so, from the repository. */
export const outputFiles = (end: string): readonly string[] =>
  OUTPUTS.flatMap((output) =>
    readdirSync(join(ROOT, output), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && entry.name.endsWith(end))
      .map((entry) => relative(ROOT, join(entry.parentPath, entry.name))),
  ).toSorted();

export const inventoryOf = (cluster: string): Inventory =>
  JSON.parse(readFileSync(join(ROOT, cluster, "inventory.json"), "utf8")) as Inventory;

/** The clusters that have a WordPress of ours with its database. */
export const SITES: readonly string[] = CLUSTERS.filter((cluster) => inventoryOf(cluster).databases.length > 0);

/** Every object of a cluster, as it is committed. */
export const objectsOf = (cluster: string): readonly Manifest[] =>
  outputFiles(".yaml")
    .filter((file) => file.startsWith(`${cluster}/`))
    .map((file) => parse(readFileSync(join(ROOT, file), "utf8")) as Manifest);
