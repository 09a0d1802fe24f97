import { join } from "node:path";
import { defineConfig } from "vitest/config";

export default defineConfig({
  root: join(import.meta.dirname, "..", ".."),
  ssr: { resolve: { conditions: ["kumiki-source"] } },
  test: {
    include: ["test/judges/**/*.test.ts"],
    reporters: ["default", "./test/judges/summary.ts"],
    // What a deleted Node left behind goes after a minute or more.
    testTimeout: 240_000,
    hookTimeout: 60_000,
    // One control plane at a time: each of them fills a core while it starts.
    fileParallelism: false,
  },
});
