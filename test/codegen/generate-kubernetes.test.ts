import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { generateKubernetes } from "../../lib/codegen/generate-kubernetes.ts";

const IMPORTS = join(import.meta.dirname, "../../imports");

test("generateKubernetes gives what stands in imports/, byte for byte, and no file less", () => {
  const files = generateKubernetes();
  const committed = readdirSync(join(IMPORTS, "k8s"), { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".ts"))
    .map((name) => `k8s/${name.replaceAll("\\", "/")}`);
  expect(files.map(({ path }) => path).toSorted()).toEqual(committed.toSorted());
  for (const { path, text } of files) expect(text).toBe(readFileSync(join(IMPORTS, path), "utf8"));
});
