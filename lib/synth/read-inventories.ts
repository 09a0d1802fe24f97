import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import type { Inventory } from "../inventory/inventory.ts";
import { parseInventory } from "./render-inventory.ts";
import { tryReadMark } from "./write/mark.ts";

/** The text of an inventory, and what it is called in messages. */
export interface InventoryFile {
  readonly path: string;
  readonly text: string;
}

/** Whose inventories tell what holds data. */
export interface InventoryOwner {
  readonly program: string;
  /** Every program that there is; another one's inventories are taken over. @default - nobody keeps a list */
  readonly listed?: readonly string[];
  /** Names of the program's clusters, whose folders it is about to write, whoever wrote them before: asked for where that decides. */
  readonly clusters: () => readonly string[];
}

/** The inventories that a program answers for: what holds data before the change. */
export const inventoriesOf = (
  files: readonly InventoryFile[],
  { program, listed = [], clusters }: InventoryOwner,
): readonly Inventory[] =>
  files
    .filter(({ path, text }) => {
      const owner = tryReadMark(text)?.program;
      if (owner === undefined) return false;
      const folder = basename(dirname(path));
      return owner === program || (listed.length > 0 && !listed.includes(owner)) || clusters().includes(folder);
    })
    .map(({ path, text }) => parseInventory(text, path));

/** Every `<cluster>/inventory.json` of an output folder. */
export const inventoryFiles = (folder: string): readonly InventoryFile[] => {
  // Below a file, or behind links that go in circles, nothing is there: who writes says so.
  if (!existsSync(folder) || !statSync(folder).isDirectory()) return [];
  const clusters = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  return clusters
    .map(({ name }) => join(folder, name, "inventory.json"))
    .filter((path) => existsSync(path))
    .map((path) => ({ path, text: readFileSync(path, "utf8") }));
};
