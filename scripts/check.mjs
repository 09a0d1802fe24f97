// The one gate: `npm run check`. Every step runs, so that one round shows all that is wrong; the last line adds up the tests.
// The judges that are on this machine are asked, and packages are installed where a registry answers; with `--no-skip` what is
// missing fails the gate.
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const scratch = mkdtempSync(join(tmpdir(), "kumiki-check-"));
const mustNotSkip = process.argv.includes("--no-skip");

const reportOf = (suite) => join(scratch, `${suite}.json`);
const vitest = (suite, ...args) => [
  "vitest",
  ...["run", ...args, "--reporter=default", "--reporter=json", `--outputFile.json=${reportOf(suite)}`],
];

const STEPS = [
  ["format", ["biome", "check", "--error-on-warnings", "."]],
  ["types", ["tsc", "-p", "tsconfig.json"]],
  ["build", ["tsc", "-p", "tsconfig.build.json"]],
  ["lint", ["oxlint", "--deny-warnings", "lib", "test", "apps", "template", "bench"]],
  ["dead code", ["knip"]],
  ["drift of dist/", ["kumiki", "synth", "--check"]],
  ["tests", vitest("tests")],
  ["package", vitest("package", "--config=test/package/vitest.config.ts")],
  ["releases of cdk8s", vitest("cdk8s-versions", "--config=test/cdk8s-versions/vitest.config.ts")],
  ["judges", vitest("judges", "--config=test/judges/vitest.config.ts", "--reporter=./test/judges/summary.ts")],
];

const bin = (name) => (name === "kumiki" ? join("bin", "kumiki.js") : join("node_modules", ".bin", name));

const failed = STEPS.filter(([title, [name, ...args]]) => {
  console.log(`\n== ${title}`);
  const { status } = spawnSync(process.execPath, [bin(name), ...args], { stdio: "inherit" });
  return status !== 0;
}).map(([title]) => title);

/** A suite that wrote no report has already failed as a step. */
const countsOf = (suite) => {
  if (!existsSync(reportOf(suite))) return { passed: 0, failed: 0, skipped: 0 };
  const report = JSON.parse(readFileSync(reportOf(suite), "utf8"));
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests,
    skipped: report.numPendingTests + report.numTodoTests,
  };
};

const suites = ["tests", "package", "cdk8s-versions", "judges"].map(countsOf);
rmSync(scratch, { recursive: true });
const sum = (outcome) => suites.reduce((total, counts) => total + counts[outcome], 0);

if (mustNotSkip && sum("skipped") > 0) failed.push("tests were skipped");
console.log(failed.length === 0 ? "\nthe gate is open" : `\nfailed: ${failed.join(", ")}`);
console.log(`tests: ${sum("passed")} passed, ${sum("failed")} failed, ${sum("skipped")} skipped`);
process.exitCode = failed.length === 0 && suites[0].passed > 0 ? 0 : 1;
