import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { rolldown } from "rolldown";
import { afterAll } from "vitest";

/** Makes programs of `child/` ready for a process of their own, on any Node, and gives their paths. */
export const bundleChildren = async <const N extends string>(
  names: readonly N[],
): Promise<Readonly<Record<N, string>>> => {
  const folder = mkdtempSync(join(tmpdir(), "kumiki-test-"));
  afterAll(() => rmSync(folder, { recursive: true }));
  const input = Object.fromEntries(names.map((name) => [name, join(import.meta.dirname, "child", `${name}.ts`)]));
  const bundle = await rolldown({ input, platform: "node", logLevel: "warn" });
  await bundle.write({ dir: folder, format: "esm", entryFileNames: "[name].mjs" });
  await bundle.close();
  return Object.fromEntries(names.map((name) => [name, join(folder, `${name}.mjs`)])) as Record<N, string>;
};
