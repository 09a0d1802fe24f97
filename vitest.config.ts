import { defineConfig } from "vitest/config";

export default defineConfig({
  // Tests reach lib/ under the package's own name without a build: see "Loading" in ARCHITECTURE.md.
  ssr: { resolve: { conditions: ["kumiki-source"] } },
  test: {
    include: ["test/**/*.test.ts"],
    exclude: ["test/judges/**", "test/package/**", "test/cdk8s-versions/**"],
    setupFiles: ["test/setup-properties.ts"],
    testTimeout: 60_000,
    // Most tests wait for processes of their own.
    maxWorkers: "100%",
  },
});
