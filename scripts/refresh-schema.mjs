// Reads the API of the Kubernetes releases that the judges run into DIR, beside the other releases' files that lie there, and
// makes lib/schema/data/ from all of them: `npm run schema:refresh -- DIR`.
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join, resolve } from "node:path";

const [dir] = process.argv.slice(2);
const ROOT = join(import.meta.dirname, "..");

const run = (program, ...args) => {
  const env = { ...process.env, KUMIKI_API_DESCRIPTIONS: resolve(dir) };
  const { status } = spawnSync(process.execPath, [join(ROOT, program), ...args], { cwd: ROOT, env, stdio: "inherit" });
  return status === 0;
};

if (dir === undefined || !existsSync(dir)) {
  console.error(
    "schema: found no folder; say npm run schema:refresh -- DIR, where DIR holds a v<release>.json.gz for each release",
  );
  process.exitCode = 1;
} else {
  // A server that says something else than the schema fails the first step, and that is why one refreshes.
  run("node_modules/.bin/vitest", "run", "--config=test/judges/vitest.config.ts", "api-description");
  process.exitCode = run("scripts/compact-schema.mjs", resolve(dir)) ? 0 : 1;
}
