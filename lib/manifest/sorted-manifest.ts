import { sortedYamlWriter } from "../text/emit-yaml.ts";
import { sortedKeys } from "../text/sorted-keys.ts";
import type { YamlMapping } from "../text/yaml-value.ts";
import type { Manifest } from "./manifest.ts";

const TOP_LEVEL = ["apiVersion", "kind", "metadata"];
const write = sortedYamlWriter(TOP_LEVEL);

/** A manifest as YAML, after lines of which the last has no end yet, its members in order: what it is, what it is called, and the rest by their letters. */
export const manifestText = (manifest: Manifest, head?: string): string =>
  write(manifest as unknown as YamlMapping, head);

/** A copy of an object's data with its members in the same order. */
export const sortedCopy = <T>(object: T): T => copy(object, TOP_LEVEL) as T;

const copy = (value: unknown, first: readonly string[]): unknown => {
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map((item) => copy(item, NOTHING));
  const members = value as Readonly<Record<string, unknown>>;
  const result: Record<string, unknown> = {};
  for (const name of sortedKeys(members, first)) {
    const member = members[name];
    if (member !== undefined) result[name] = copy(member, NOTHING);
  }
  return result;
};

const NOTHING: readonly string[] = [];
