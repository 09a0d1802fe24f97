import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Inventory } from "../inventory/inventory.ts";
import { parseInventory } from "./render-inventory.ts";
import { tryReadMark } from "./write/mark.ts";

/** The text of an inventory, and what it is called in messages. */
export interface InventoryFile {
  readonly path: string;
  readonly text: string;
}

/**
 * The inventories in an output folder that a program wrote, or one that is not `listed` any more: what holds data before the
 * change.
 */
export const readInventories = (folder: string, program: string, listed: readonly string[]): readonly Inventory[] =>
  inventoriesOf(inventoryFiles(folder), program, listed);

/** The same for files that were read elsewhere, in a commit, say. */
export const inventoriesOf = (
  files: readonly InventoryFile[],
  program: string,
  listed: readonly string[],
): readonly Inventory[] =>
  files
    .filter(({ text }) => {
      const owner = tryReadMark(text)?.program;
      return owner !== undefined && (owner === program || (listed.length > 0 && !listed.includes(owner)));
    })
    .map(({ path, text }) => parseInventory(text, path));

/** Every `<cluster>/inventory.json` of an output folder. */
export const inventoryFiles = (folder: string): readonly InventoryFile[] => {
  if (!existsSync(folder)) return [];
  const clusters = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  return clusters
    .map(({ name }) => join(folder, name, "inventory.json"))
    .filter((path) => existsSync(path))
    .map((path) => ({ path, text: readFileSync(path, "utf8") }));
};
