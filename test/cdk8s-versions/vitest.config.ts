import { join } from "node:path";
import { defineConfig } from "vitest/config";

export default defineConfig({
  root: join(import.meta.dirname, "..", ".."),
  ssr: { resolve: { conditions: ["kumiki-source"] } },
  test: {
    include: ["test/cdk8s-versions/**/*.test.ts"],
    globalSetup: ["test/cdk8s-versions/ask-registry.ts"],
    // A registry that is slow to answer.
    testTimeout: 300_000,
    hookTimeout: 300_000,
  },
});
