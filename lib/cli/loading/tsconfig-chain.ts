import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, isAbsolute, join } from "node:path";

/** A tsconfig and all that it extends, which the bundler reads but does not name. */
export const tsconfigChain = (path: string): readonly string[] => follow(path, new Set());

const follow = (path: string, seen: Set<string>): readonly string[] => {
  if (seen.has(path)) return [];
  seen.add(path);
  return [path, ...extendedBy(path).flatMap((next) => follow(next, seen))];
};

/** Without a reader of JSON with comments: what looks like `extends` in a comment costs nothing but a look. */
const extendedBy = (path: string): readonly string[] => {
  const [, value = ""] = EXTENDS.exec(readFileSync(path, "utf8")) ?? [];
  return [...value.matchAll(/"([^"]+)"/g)].flatMap(([, name = ""]) => tryResolve(name, path) ?? []);
};

const tryResolve = (name: string, from: string): string | undefined => {
  if (!name.startsWith(".") && !isAbsolute(name)) return tryResolvePackage(name, from);
  const path = isAbsolute(name) ? name : join(dirname(from), name);
  return [path, `${path}.json`].find((candidate) => candidate.endsWith(".json") && existsSync(candidate));
};

const tryResolvePackage = (name: string, from: string): string | undefined => {
  const { resolve } = createRequire(from);
  for (const candidate of [name, `${name}.json`, `${name}/tsconfig.json`]) {
    try {
      const found = resolve(candidate);
      if (found.endsWith(".json")) return found;
    } catch {
      // The next spelling may do.
    }
  }
  return undefined;
};

const EXTENDS = /"extends"\s*:\s*("[^"]*"|\[[^\]]*\])/;
