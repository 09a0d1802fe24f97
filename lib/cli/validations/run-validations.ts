import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import type { Finding } from "../../finding/finding.ts";
import { secretValuesInText } from "../../synth/secret-values.ts";
import { withoutSecretValues } from "../../synth/without-secret-values.ts";
import type { OutputFile } from "../../text/output-file.ts";
import { relativePath } from "../../text/relative-path.ts";
import { makeTemporaryFolder } from "../temporary-folder.ts";
import { type PluginReport, readReports } from "./read-reports.ts";
import { validationsNotRun } from "./validation-findings.ts";

/**
 * Lets the validation plugins that cdk8s.yaml lists read manifests, before anything is written: the project's own cdk8s-cli
 * runs them, on copies in a private folder. Nothing is installed, though cdk8s-cli by itself would.
 */
export const runValidations = (files: readonly OutputFile[], cwd: string): readonly Finding[] => {
  const cli = tryFindCli(cwd);
  if (cli === undefined) return [notRun("there is no cdk8s-cli beside it (npm install --save-dev cdk8s-cli)")];
  const scratch = makeTemporaryFolder("kumiki-validations-");
  try {
    stage(files, join(scratch, "staged"));
    const { reports, said } = ask(cli, scratch, cwd);
    const pathOf = (path: string): string => relativePath(join(scratch, "out"), path);
    const findings = reports === undefined ? [notRun(reasonIn(said))] : readReports(reports, pathOf);
    return withoutSecretValues(findings, () => files.flatMap(({ text }) => secretValuesInText(text)));
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
};

const notRun = (found: string): Finding => validationsNotRun({ path: "cdk8s.yaml" }, { found });

const tryFindCli = (cwd: string): string | undefined => {
  try {
    const manifest = createRequire(join(cwd, "package.json")).resolve("cdk8s-cli/package.json");
    const { bin } = JSON.parse(readFileSync(manifest, "utf8")) as { bin: Readonly<Record<string, string>> };
    return join(dirname(manifest), bin["cdk8s"] ?? "bin/cdk8s");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "MODULE_NOT_FOUND") return undefined;
    throw error;
  }
};

const stage = (files: readonly OutputFile[], folder: string): void => {
  for (const { path, text } of files.filter((file) => isRead(file.path))) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
};

/** The manifests, and where each of them came from. */
const isRead = (path: string): boolean => path.endsWith(".yaml") || path === "construct-metadata.json";

/** The app that cdk8s-cli runs: it finds what was staged. */
const COPY = `require("node:fs").cpSync(__dirname + "/staged", process.env.CDK8S_OUTDIR, { recursive: true });\n`;

interface Answer {
  /** Undefined where the plugins did not come to an end. */
  readonly reports: readonly PluginReport[] | undefined;
  readonly said: string;
}

const ask = (cli: string, scratch: string, cwd: string): Answer => {
  const app = join(scratch, "copy.cjs");
  writeFileSync(app, COPY);
  mkdirSync(join(scratch, "staged"), { recursive: true });
  const report = join(scratch, "reports.json");
  const { stdout, stderr } = spawnSync(
    process.execPath,
    [
      cli,
      "synth",
      "--no-check-upgrade",
      // A last word without quotes: cdk8s-cli takes a pair around the whole for its own.
      `--app="${process.execPath}" "${app}" copy`,
      `--output=${join(scratch, "out")}`,
      `--validation-reports-output-file=${report}`,
    ],
    { cwd, encoding: "utf8", env: { ...process.env, ...NOTHING_INSTALLED(scratch) }, maxBuffer: 2 ** 28 },
  );
  const said = `${stdout}\n${stderr}`;
  if (!existsSync(report)) return { reports: undefined, said };
  return { reports: (JSON.parse(readFileSync(report, "utf8")) as { reports: PluginReport[] }).reports, said };
};

/** npm, asked to install without a network and with an empty cache, cannot. */
const NOTHING_INSTALLED = (scratch: string): Readonly<Record<string, string>> => ({
  npm_config_offline: "true",
  npm_config_cache: join(scratch, "npm"),
});

const reasonIn = (said: string): string => {
  const [, plugin] = /^Installing validation plugin: (\S+)/m.exec(said) ?? [];
  if (plugin !== undefined) return `the plugin ${plugin} is not installed; \`npx cdk8s synth\` installs it`;
  const lines = said.split("\n").filter((line) => line.trim() !== "");
  const error = lines.find((line) => /\bError\b/.test(line)) ?? lines.at(-1) ?? "cdk8s-cli said nothing";
  return `cdk8s-cli said: ${error.trim()}`;
};
