import { copyFileSync, existsSync, mkdirSync, readdirSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { filesIn, ROOT } from "../../terminal.ts";
import { app, configMap, dist, kumiki, project, runNode } from "./project.ts";

describe("a program that fails leaves what its apps write to as it was", () => {
  const before = { "dist/a.k8s.yaml": "mine\n", "dist/kept.txt": "kept\n" };
  const check = (rest: string, expected: { exitCode: number; stderr: RegExp }): void => {
    const folder = project({ ...before, "main.ts": app({ rest }) });
    const { exitCode, stderr } = kumiki(folder, "synth", "main.ts");
    expect([exitCode, stderr]).toEqual([expected.exitCode, expect.stringMatching(expected.stderr)]);
    expect(filesIn(join(folder, "dist"))).toEqual({ "a.k8s.yaml": "mine\n", "kept.txt": "kept\n" });
  };
  test("when it throws, at once or later, with its own lines", () => {
    check('app.synth(); throw new Error("broken");', { exitCode: 2, stderr: /Error: broken\n.*main\.ts:5:\d+/ });
    check('app.synth(); setTimeout(() => { throw new Error("late"); }, 1);', {
      exitCode: 2,
      stderr: /Error: late\n.*main\.ts:5:\d+/,
    });
    check('app.synth(); setInterval(() => {}, 1000); Promise.reject(new Error("unheard"));', {
      exitCode: 2,
      stderr: /Error: unheard/,
    });
  });
  test("when it ends with an exit code, which counts", () => {
    check("app.synth(); process.exit(3);", { exitCode: 3, stderr: /main\.ts: it ended with exit code 3/ });
    check("app.synth(); process.exitCode = 4;", { exitCode: 4, stderr: /main\.ts: it ended with exit code 4/ });
  });
  test("when it wrote over what its app made, or removed that", () => {
    check('app.synth(); const fs = require("node:fs"); fs.writeFileSync("dist/a.k8s.yaml", "lost"); process.exit(1);', {
      exitCode: 1,
      stderr: /exit code 1/,
    });
    check('app.synth(); require("node:fs").unlinkSync("dist/a.k8s.yaml"); process.exit(1);', {
      exitCode: 1,
      stderr: /exit code 1/,
    });
  });
  test("when it synthesizes once more afterwards", () =>
    check('setTimeout(() => app.synth(), 20); app.synth(); throw new Error("broken");', {
      exitCode: 2,
      stderr: /Error: broken/,
    }));
  test("and says why it failed, also where something cannot be put back", () => {
    const away =
      'const fs = require("node:fs"); fs.rmSync("dist", { recursive: true }); fs.symlinkSync("dist", "dist");';
    for (const [end, reason] of [
      ['throw new Error("broken");', "Error: broken"],
      ["process.exit(3);", "it ended with exit code 3"],
    ]) {
      const folder = project({ ...before, "main.ts": app({ rest: `app.synth(); ${away} ${end}` }) });
      const { exitCode, stderr } = kumiki(folder, "synth", "main.ts");
      expect([exitCode > 0, stderr]).toEqual([
        true,
        expect.stringMatching(/^kumiki: Cannot put back everything in .*\n/),
      ]);
      expect(stderr).toContain(reason);
    }
  });
  test("and a folder that was not there is not there", () => {
    const folder = project({
      "main.ts": app({ props: 'outdir: "out/of/here"', rest: "app.synth(); process.exit(1);" }),
    });
    expect(kumiki(folder, "synth", "main.ts").exitCode).toBe(1);
    expect(existsSync(join(folder, "out"))).toBe(false);
  });
});

test("what a validation of cdk8s.yaml refuses is put back, and what it notices is said", () => {
  const plugin = (status: string): string =>
    `exports.Plugin = class { async validate({ manifests, report }) {
      for (const manifestPath of manifests) report.addViolation({ ruleName: "none", recommendation: "r", fix: "f", violatingResources: [{ resourceName: "a", manifestPath }] });
      report.submit("${status}");
    } };`;
  const folder = project({
    "cdk8s.yaml":
      "validations: [{ package: ./plugin.js, version: 1.0.0, class: Plugin }]\noutput: dist\nkumiki:\n  programs: [main.ts, other.ts]\n",
    "plugin.js": plugin("failure"),
    "main.ts": app(),
    "other.ts": app({ id: "b" }),
    "dist/a.k8s.yaml": "mine\n",
  });
  const { exitCode, stderr } = kumiki(folder, "synth", "main.ts");
  expect([exitCode, stderr]).toEqual([1, expect.stringContaining("error validation-plugin-failed a.k8s.yaml")]);
  expect(kumiki(folder, "synth")).toMatchObject({ exitCode: 1 });
  expect(dist(folder)).toEqual({ "a.k8s.yaml": "mine\n" });
  writeFileSync(join(folder, "plugin.js"), plugin("success"));
  expect(kumiki(folder, "synth", "main.ts")).toMatchObject({
    exitCode: 0,
    stderr: expect.stringContaining("warning validation-plugin-noticed a.k8s.yaml") as string,
  });
  expect(dist(folder)).toEqual({ "a.k8s.yaml": configMap("a") });
});

test("validations of cdk8s.yaml see the files of every app, also where two have one name, and beside a project", () => {
  const plugin = `exports.Plugin = class { async validate({ manifests, report }) {
    const bad = manifests.filter((path) => require("node:fs").readFileSync(path, "utf8").includes("bad"));
    for (const manifestPath of bad) report.addViolation({ ruleName: "none", recommendation: "r", fix: "f", violatingResources: [{ resourceName: "a", manifestPath }] });
    report.submit(bad.length > 0 ? "failure" : "success");
  } };`;
  const two = app({
    props: 'outdir: "staging", recordConstructMetadata: true',
    value: "bad",
    rest: `app.synth(); const prod = new App({ outdir: "prod" });
      new ApiObject(new Chart(prod, "a"), "object", { apiVersion: "v1", kind: "ConfigMap", metadata: { name: "a" } }); prod.synth();`,
  });
  const check = (program: string, file: string): void => {
    const folder = project({
      "cdk8s.yaml": "validations: [{ package: ./plugin.js, version: 1.0.0, class: Plugin }]\n",
      "plugin.js": plugin,
      "main.ts": program,
    });
    const { exitCode, stderr } = kumiki(folder, "synth", "main.ts");
    expect([exitCode, stderr]).toEqual([1, expect.stringContaining(`Cannot accept "a" (${file}): `)]);
    expect([existsSync(join(folder, "staging")), existsSync(join(folder, "prod"))]).toEqual([false, false]);
  };
  check(two, "staging/a.k8s.yaml");
  check(
    `import { Project } from "kumiki"; ${two} export default new Project({ defaults: "2026-11" });`,
    "staging/a.k8s.yaml",
  );
});

describe("what is no longer made", () => {
  test("goes, if it is on the list of the last run, and nothing else does", () => {
    const folder = project({ "main.ts": app({ id: "old" }) });
    kumiki(folder, "synth", "main.ts");
    writeFileSync(join(folder, "dist/mine.k8s.yaml"), "mine\n");
    const written = statSync(join(folder, "dist/mine.k8s.yaml")).mtimeMs;
    writeFileSync(join(folder, "main.ts"), app({ id: "new" }));
    expect(kumiki(folder, "synth", "main.ts", "--check").stdout).toBe(
      "missing  dist/new.k8s.yaml\nstale    dist/old.k8s.yaml\n",
    );
    expect(kumiki(folder, "synth", "main.ts").stderr).toBe("dist: 1 added, 0 changed, 1 removed, 0 unchanged\n");
    expect(Object.keys(dist(folder) ?? {})).toEqual(["mine.k8s.yaml", "new.k8s.yaml"]);
    expect(statSync(join(folder, "dist/mine.k8s.yaml")).mtimeMs).toBe(written);
  });
  test("goes later, where the list of a run found no room on the disk, or was cut off", () => {
    const full = `const fs = require("node:fs"); const { writeFileSync } = fs;
      fs.writeFileSync = (path, ...rest) => {
        writeFileSync(path, ...rest);
        if (!/kumiki.outputs/.test(path)) return;
        fs.truncateSync(path, 1);
        throw Object.assign(new Error(), { code: "ENOSPC" });
      };
      require("node:module").syncBuiltinESMExports();`;
    const folder = project({ "main.ts": app({ id: "old" }), "full.cjs": full });
    kumiki(folder, "synth", "main.ts");
    expect(runNode(folder, "--require", "./full.cjs", join(ROOT, "bin/kumiki.js"), "synth", "main.ts").exitCode).toBe(
      0,
    );
    const [list = ""] = readdirSync(join(folder, ".kumiki/outputs"));
    copyFileSync(join(folder, ".kumiki/outputs", list), join(folder, ".kumiki/outputs", `${list}.1.tmp`));
    writeFileSync(join(folder, "main.ts"), app({ id: "new" }));
    expect(kumiki(folder, "synth", "main.ts").exitCode).toBe(0);
    expect(Object.keys(dist(folder) ?? {})).toEqual(["new.k8s.yaml"]);
  });
  test("is stale to --check too where it is a temporary file or folder of a run that was killed", () => {
    const projectText =
      'import { Project } from "kumiki"; export default new Project({ defaults: "2026-11", recordConstructMetadata: true });';
    for (const program of [app(), projectText]) {
      const folder = project({ "main.ts": program });
      kumiki(folder, "synth", "main.ts");
      mkdirSync(join(folder, "dist/.kumiki-1-0.tmp"));
      writeFileSync(join(folder, "dist/.kumiki-1-0.tmp/left.yaml"), "");
      writeFileSync(join(folder, "dist/.kumiki-1-folders.tmp"), "");
      expect(kumiki(folder, "synth", "main.ts", "--check")).toMatchObject({
        exitCode: 1,
        stdout: "stale    dist/.kumiki-1-0.tmp\nstale    dist/.kumiki-1-folders.tmp\n",
      });
      expect(kumiki(folder, "synth", "main.ts")).toMatchObject({ exitCode: 0 });
      expect(kumiki(folder, "synth", "main.ts", "--check")).toMatchObject({ exitCode: 0, stdout: "" });
    }
  });
  test("is there again if the program fails then", () => {
    const folder = project({ "main.ts": app({ id: "old" }) });
    kumiki(folder, "synth", "main.ts");
    writeFileSync(join(folder, "main.ts"), app({ id: "new", rest: "app.synth(); process.exit(1);" }));
    expect(kumiki(folder, "synth", "main.ts").exitCode).toBe(1);
    expect(Object.keys(dist(folder) ?? {})).toEqual(["old.k8s.yaml"]);
  });
  test("stays where another program makes it, and below a folder that another app writes to", () => {
    const nested = `${app()} const inner = new App({ outdir: "dist/inner" });
      new ApiObject(new Chart(inner, "b"), "object", { apiVersion: "v1", kind: "ConfigMap" }); inner.synth();`;
    const folder = project({ "main.ts": nested, "other.ts": app({ id: "other" }) });
    for (const program of ["main.ts", "other.ts", "main.ts", "other.ts"]) {
      expect(kumiki(folder, "synth", program)).toMatchObject({
        exitCode: 0,
        stderr: expect.not.stringMatching(/[1-9] removed/) as string,
      });
    }
    expect(Object.keys(dist(folder) ?? {})).toEqual(["a.k8s.yaml", "inner/b.k8s.yaml", "other.k8s.yaml"]);
  });
});
