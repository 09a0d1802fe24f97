import { INVENTORY_FORMAT, type Inventory } from "../inventory/inventory.ts";

/** `inventory.json`: the resolved cluster, for tools and for reviewers. No secret's value, and no line of the program. */
export const renderInventory = (inventory: Inventory): string =>
  `${JSON.stringify({ format: INVENTORY_FORMAT, ...inventory }, undefined, 2)}\n`;

/** Reads it back. Throws for a format that is not known here. */
export const parseInventory = (text: string, path: string): Inventory => {
  const { format, ...inventory } = JSON.parse(text) as Inventory & { readonly format?: unknown };
  if (format === INVENTORY_FORMAT) return inventory;
  throw new Error(
    `Cannot read ${path}: found format ${String(format)}, allowed is ${INVENTORY_FORMAT}; another version of kumiki wrote it`,
  );
};
