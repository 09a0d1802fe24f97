import { readdirSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "../terminal.ts";

const kinds = readdirSync(join(ROOT, "imports", "k8s"), { recursive: true, encoding: "utf8" })
  .filter((name) => name.endsWith(".ts"))
  .map((name) => `k8s/${name.replaceAll("\\", "/").replace(/\.ts$/, "")}`);

/** Every subpath that holds code: the package itself, kinds, and one for each version of an API group. */
export const SUBPATHS: readonly string[] = [".", "kinds", ...kinds.toSorted()];

/** What one imports. */
export const specifierOf = (subpath: string): string => (subpath === "." ? "kumiki" : `kumiki/${subpath}`);
