import { join } from "node:path";
import { defineConfig } from "vitest/config";

export default defineConfig({
  root: join(import.meta.dirname, "..", ".."),
  ssr: { resolve: { conditions: ["kumiki-source"] } },
  test: {
    include: ["test/package/**/*.test.ts"],
    globalSetup: ["test/package/pack.ts"],
    // A registry that is slow to answer.
    testTimeout: 300_000,
    hookTimeout: 300_000,
    // npm, tsc and vitest fill the machine by themselves.
    fileParallelism: false,
  },
});
