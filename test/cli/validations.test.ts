import { existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { run } from "../terminal.ts";
import { installed } from "./installed.ts";

const PROGRAM = `import { ApiObject, Chart } from "cdk8s";
import { Project } from "kumiki";
const project = new Project({ defaults: "2026-11" });
new ApiObject(new Chart(project, "app", { namespace: "n" }), "settings", { apiVersion: "v1", kind: "ConfigMap", metadata: { name: "settings" } });
export default project;
`;

const PLUGIN = `exports.NoConfigMaps = class {
  constructor(properties) { this.properties = properties; }
  async validate({ manifests, parseManifest, report, logger }) {
    logger.log("reading");
    for (const manifest of manifests) {
      for (const { kind, metadata } of require("yaml").parseAllDocuments(require("node:fs").readFileSync(manifest, "utf8")).map((d) => d.toJS())) {
        if (kind !== "ConfigMap") continue;
        report.addViolation({
          ruleName: "no ConfigMaps",
          recommendation: "use none",
          fix: "take it out",
          violatingResources: [{ resourceName: metadata.name, manifestPath: manifest, locations: ["/data"] }],
        });
      }
    }
    report.submit(this.properties.status);
  }
};
`;

/** A project with a plugin that objects to ConfigMaps; `status` is what it makes of them. */
const withPlugin = (validations: string, packages = ["cdk8s", "constructs", "cdk8s-cli", "yaml"]): string => {
  const folder = installed(PROGRAM, packages);
  writeFileSync(join(folder, "plugin.js"), PLUGIN);
  writeFileSync(join(folder, "cdk8s.yaml"), `${validations}\nkumiki:\n  programs: [main.ts]\n`);
  return folder;
};

const local = (status: string): string =>
  `validations: [{ package: ./plugin.js, version: 1.0.0, class: NoConfigMaps, properties: { status: ${status} } }]`;

/** Says what it read, as the rule, the fix and the place. */
const QUOTING = `exports.Quoting = class {
  async validate({ manifests, report }) {
    const text = manifests.map((manifest) => require("node:fs").readFileSync(manifest, "utf8")).join("");
    const [password] = /aHVudGVyMg==/.exec(text);
    const violatingResources = [{ resourceName: "a", manifestPath: manifests[0], locations: ["at " + password] }];
    report.addViolation({ ruleName: password, recommendation: "none", fix: "not hunter2", violatingResources });
    report.submit("failure");
  }
};
`;

const WRITTEN = "dist/app/manifests/namespaces/n/configmap-settings.yaml";

describe("validations of cdk8s.yaml", () => {
  test("that fail are errors that name construct, object and file, and nothing is written", async () => {
    const folder = withPlugin(local("failure"));
    const { exitCode, stderr } = await run(["synth"], folder);
    expect([exitCode, stderr]).toEqual([
      1,
      `error validation-plugin-failed app/settings: Cannot accept "settings" at /data (app/manifests/namespaces/n/configmap-settings.yaml): ${folder}/plugin.js found "no ConfigMaps"; take it out\n` +
        "dist: nothing was written: 1 error\n",
    ]);
    expect(existsSync(join(folder, WRITTEN))).toBe(false);
  });
  test("that pass with a remark are warnings", async () => {
    const folder = withPlugin(local("success"));
    const { exitCode, stderr } = await run(["synth"], folder);
    expect([exitCode, stderr]).toEqual([0, expect.stringContaining("warning validation-plugin-noticed app/settings")]);
    expect(existsSync(join(folder, WRITTEN))).toBe(true);
  });
  test("also judge what --check and --stdout give, and --no-validate leaves them out", async () => {
    const folder = withPlugin(local("failure"));
    expect((await run(["synth", "--no-validate"], folder)).exitCode).toBe(0);
    expect(await run(["synth", "--check"], folder)).toMatchObject({ exitCode: 1, stdout: "" });
    expect(await run(["synth", "--stdout"], folder)).toMatchObject({ exitCode: 1, stdout: "" });
    expect((await run(["synth", "--check", "--no-validate"], folder)).exitCode).toBe(0);
  });
  test("show no value of a Secret that they quote", async () => {
    const folder = withPlugin("validations: [{ package: ./plugin.js, version: 1.0.0, class: Quoting }]");
    writeFileSync(join(folder, "plugin.js"), QUOTING);
    const secret = '{ apiVersion: "v1", kind: "Secret", metadata: { name: "a" }, data: { password: "aHVudGVyMg==" } }';
    writeFileSync(
      join(folder, "main.ts"),
      PROGRAM.replace("export", `new ApiObject(new Chart(project, "s", { namespace: "n" }), "a", ${secret}); export`),
    );
    const { exitCode, stdout, stderr } = await run(["synth", "--format", "json"], folder);
    expect(exitCode).toBe(1);
    expect(stdout).toContain('found \\"(hidden)\\"; not (hidden)');
    expect(stdout + stderr).not.toMatch(/aHVudGVyMg|hunter2/);
  });
  test("are an error where a plugin is not installed, and nothing is installed for them", async () => {
    const folder = withPlugin(
      "validations: [{ package: left-pad, version: 1.3.0, class: Any }]\npluginsDirectory: plugins",
    );
    const { exitCode, stderr } = await run(["synth"], folder);
    expect([exitCode, stderr]).toEqual([
      1,
      expect.stringContaining("the plugin left-pad@1.3.0 is not installed; `npx cdk8s synth` installs it"),
    ]);
    expect(existsSync(join(folder, "plugins/left-pad/1.3.0/node_modules/left-pad"))).toBe(false);
  });
  test("are an error where the project has no cdk8s-cli", async () => {
    const { exitCode, stderr } = await run(["synth"], withPlugin(local("success"), ["cdk8s", "constructs"]));
    expect([exitCode, stderr]).toEqual([1, expect.stringContaining("there is no cdk8s-cli beside it")]);
  });
  test("are left to cdk8s when that runs kumiki", async () => {
    const folder = withPlugin(local("failure"));
    expect((await run(["synth"], folder, { CDK8S_OUTDIR: "out" })).exitCode).toBe(0);
  });
});
