// The one gate: `npm run check`. Every step runs, so that one round shows all that is wrong; the last line adds up the tests.
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const scratch = mkdtempSync(join(tmpdir(), "kumiki-check-"));
const report = join(scratch, "tests.json");

const STEPS = [
  ["format", ["biome", "check", "--error-on-warnings", "."]],
  ["types", ["tsc", "-p", "tsconfig.json"]],
  ["build", ["tsc", "-p", "tsconfig.build.json"]],
  ["lint", ["oxlint", "--deny-warnings", "lib", "test", "apps"]],
  ["dead code", ["knip"]],
  ["drift of dist/", ["kumiki", "synth", "--check"]],
  ["tests", ["vitest", "run", "--reporter=default", "--reporter=json", `--outputFile.json=${report}`]],
];

const bin = (name) => (name === "kumiki" ? join("bin", "kumiki.js") : join("node_modules", ".bin", name));

const failed = STEPS.filter(([title, [name, ...args]]) => {
  console.log(`\n== ${title}`);
  const { status } = spawnSync(process.execPath, [bin(name), ...args], { stdio: "inherit" });
  return status !== 0;
}).map(([title]) => title);

const count = existsSync(report)
  ? JSON.parse(readFileSync(report, "utf8"))
  : { numPassedTests: 0, numFailedTests: 0, numPendingTests: 0, numTodoTests: 0 };
rmSync(scratch, { recursive: true });

console.log(failed.length === 0 ? "\nthe gate is open" : `\nfailed: ${failed.join(", ")}`);
const skipped = count.numPendingTests + count.numTodoTests;
console.log(`tests: ${count.numPassedTests} passed, ${count.numFailedTests} failed, ${skipped} skipped`);
process.exitCode = failed.length === 0 && count.numPassedTests > 0 ? 0 : 1;
