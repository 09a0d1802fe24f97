import { spawnSync } from "node:child_process";
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { load } from "js-yaml";
import { describe, expect, test } from "vitest";
import { filesIn, ROOT } from "../../terminal.ts";
import { app, configMap, dist, kumiki, project, runNode } from "./project.ts";

describe("a program that synthesizes its own app", () => {
  test("is the main module, from TypeScript or JavaScript, with the arguments that it would have by itself", () => {
    const rest = `if (require.main === module) app.synth();
      require("node:fs").writeFileSync("seen.json", JSON.stringify([process.argv[1], require.main?.filename, __filename]));
      require("./" + ["late"].join() + ".cjs"); require(["late"].join());`;
    for (const [file, text] of [
      ["main.ts", app({ rest })],
      ["main.js", app({ rest }).replace(/import (.*) from "cdk8s"/, 'const $1 = require("cdk8s")')],
    ] as const) {
      const folder = project({ [file]: text, "late.cjs": "", "node_modules/late/index.js": "" });
      expect(kumiki(folder, "synth", file)).toEqual({
        exitCode: 0,
        stdout: "",
        stderr: "dist: 1 added, 0 changed, 0 removed, 0 unchanged\n",
      });
      expect(dist(folder)).toEqual({ "a.k8s.yaml": configMap("a") });
      const main = join(folder, file);
      expect(JSON.parse(readFileSync(join(folder, "seen.json"), "utf8"))).toEqual([main, main, main]);
    }
  });
  test("is the module for which import.meta.main holds, and what it imports is not", () => {
    for (const lead of ["", "await 0;"]) {
      const rest = `import { isMain } from "./other.ts"; ${lead} if (import.meta.main && !isMain) app.synth();`;
      const folder = project({ "main.ts": app({ rest }), "other.ts": "export const isMain = import.meta.main;" });
      expect(kumiki(folder, "synth", "main.ts")).toMatchObject({ exitCode: 0 });
      expect(dist(folder)).toEqual({ "a.k8s.yaml": configMap("a") });
    }
  });
  test("may be an ES module with top-level await, synthesize late, exit by itself, or print what it makes", () => {
    const check = (rest: string, expected: object): void => {
      const folder = project({ "main.ts": app({ rest }), "package.json": '{ "type": "module" }' });
      expect(kumiki(folder, "synth", "main.ts")).toMatchObject({ exitCode: 0, ...expected });
    };
    const written = { stderr: "dist: 1 added, 0 changed, 0 removed, 0 unchanged\n" };
    check("await Promise.resolve(); app.synth();", written);
    check("setTimeout(() => app.synth(), 20);", written);
    check("app.synth(); process.exit();", written);
    check("console.log(app.synthYaml());", { stdout: `${configMap("a")}\n`, stderr: "" });
  });
  test("is met through subclasses, Testing.app(), deep imports, second copies, aliases and packages that make the app", () => {
    const second = join(ROOT, "node_modules/cdk8s");
    const folder = project({
      "main.ts": `import { ApiObject, Chart, Testing } from "cdk8s";
        import { App as Deep } from "cdk8s/lib/app";
        import { makeApp } from "maker";
        import * as alias from "alias";
        class Own extends Deep { synth() { super.synth(); } }
        const fill = (app: any, { ApiObject: A, Chart: C }: any = { ApiObject, Chart }) => {
          new A(new C(app, "a"), "object", { apiVersion: "v1", kind: "ConfigMap", metadata: { name: "a" } });
          app.synth();
        };
        fill(new Own({ outdir: "dist/own" }));
        fill(makeApp("dist/made"));
        fill(Testing.app({ outdir: "dist/testing" }));
        fill(new alias.App({ outdir: "dist/alias" }), alias);`,
      "node_modules/maker/index.js": 'exports.makeApp = (outdir) => new (require("cdk8s").App)({ outdir });',
      "node_modules/alias/package.json": '{ "main": "lib/index.js" }',
    });
    runNode(
      folder,
      "-e",
      `fs.cpSync(${JSON.stringify(second)}, "node_modules/alias", { recursive: true, dereference: true })`,
    );
    // A synthesis of cdk8s itself would leave a trace.
    const yaml = join(folder, "node_modules/alias/lib/yaml.js");
    const failing = 'static save() { throw new Error("cdk8s wrote"); }\n static old(';
    writeFileSync(yaml, readFileSync(yaml, "utf8").replace("static save(", failing));
    expect(readFileSync(yaml, "utf8")).toContain("cdk8s wrote");
    const { exitCode, stderr } = kumiki(folder, "synth", "main.ts");
    expect([exitCode, stderr.split("\n").length]).toEqual([0, 5]);
    expect(Object.keys(dist(folder) ?? {})).toEqual(
      ["alias", "made", "own", "testing"].map((name) => `${name}/a.k8s.yaml`),
    );
  });
});

describe("what a program writes itself", () => {
  const rest = `app.synth();
    const { readdirSync, writeFileSync } = require("node:fs");
    writeFileSync(app.outdir + "/kustomization.yaml", JSON.stringify({ resources: readdirSync(app.outdir).filter((name) => name.includes("k8s")) }) + "\\n");
    writeFileSync(app.outdir + "/more.yaml", "kind: More\\n");`;
  const files = {
    "a.k8s.yaml": configMap("a"),
    "kustomization.yaml": '{"resources":["a.k8s.yaml"]}\n',
    "more.yaml": "kind: More\n",
  };
  test("is part of the result, the next time too, in a comparison and elsewhere", () => {
    const folder = project({ "main.ts": app({ rest }) });
    for (const stderr of ["1 added, 0 changed, 0 removed, 0 unchanged", "0 added, 0 changed, 0 removed, 1 unchanged"]) {
      expect(kumiki(folder, "synth", "main.ts")).toMatchObject({ exitCode: 0, stderr: `dist: ${stderr}\n` });
      expect(dist(folder)).toEqual(files);
    }
    expect(kumiki(folder, "synth", "main.ts", "--check")).toEqual({ exitCode: 0, stdout: "", stderr: "" });
    expect(kumiki(folder, "synth", "main.ts", "--out", "else/where")).toMatchObject({ exitCode: 0 });
    expect(filesIn(join(folder, "else/where"))).toEqual(files);
    expect(kumiki(folder, "synth", "main.ts", "--stdout").stdout).toBe(`---\n${configMap("a")}---\nkind: More\n`);
    writeFileSync(join(folder, "dist/more.yaml"), "kind: Less\n");
    rmSync(join(folder, "dist/a.k8s.yaml"));
    expect(kumiki(folder, "synth", "main.ts", "--check")).toEqual({
      exitCode: 1,
      stdout: "missing  dist/a.k8s.yaml\nchanged  dist/more.yaml\n  @@ -1,1 +1,1 @@\n  -kind: Less\n  +kind: More\n",
      stderr: "dist: 1 missing, 1 changed, 0 stale, 0 foreign; kumiki synth writes it anew\n",
    });
    expect(Object.keys(dist(folder) ?? {})).toEqual(["kustomization.yaml", "more.yaml"]);
  });
});

test("--stdout gives all to a reader that takes its time, also where the program ends by itself", () => {
  const long = "x".repeat(300_000);
  const folder = project({ "main.ts": app({ value: long, rest: "app.synth(); process.exit();" }) });
  const command = `"${process.execPath}" "${join(ROOT, "bin/kumiki.js")}" synth main.ts --stdout | (sleep 1; cat)`;
  const { stdout } = spawnSync("sh", ["-c", command], { cwd: folder, encoding: "utf8" });
  expect(load(stdout)).toMatchObject({ kind: "ConfigMap", data: { value: long } });
});

describe("validations", () => {
  const refused = 'app.node.addValidation({ validate: () => ["is not well"] });';
  test("are findings if nobody catches what they throw", () => {
    const folder = project({ "main.ts": app({ rest: `${refused} app.synth();` }) });
    expect(kumiki(folder, "synth", "main.ts")).toEqual({
      exitCode: 1,
      stdout: "",
      stderr:
        "error app-validation: Cannot synthesize the app: a construct's own validation says: is not well\nnothing was written\n",
    });
    expect(dist(folder)).toBeUndefined();
  });
  test("show no value of a Secret that they quote, and no words where a Secret does not say its values", () => {
    const quoting = (rest: string): string => `${app({ rest: "" })}
      const secrets = new Chart(app, "s");
      const secret = new ApiObject(secrets, "object", { apiVersion: "v1", kind: "Secret", stringData: { password: "hunter2" } });
      app.node.addValidation({ validate: () => ["weak: hunter2, aHVudGVyMg=="] });
      ${rest} app.synth();`;
    const said = (rest: string): string =>
      kumiki(project({ "main.ts": quoting(rest) }), "synth", "main.ts", "--format", "json").stdout;
    expect(said("")).toContain("a construct's own validation says: weak: (hidden), (hidden)");
    const failing = said('secret.toJson = () => { throw new Error("hunter2"); };');
    expect(failing).toContain("own validation says: (not shown, since it may quote a value of a Secret");
    expect(failing).not.toContain("weak");
  });
  test("are cdk8s's own Error for a program that catches it", () => {
    const rest = `${refused} try { app.synth(); } catch (error: any) { console.log(error.constructor === Error, error.message); }`;
    expect(kumiki(project({ "main.ts": app({ rest }) }), "synth", "main.ts")).toMatchObject({
      stdout: "true Validation failed with the following errors:\n  [] is not well\n",
    });
  });
});

describe("what an object throws when it is rendered", () => {
  const patched = (kind: string, rest: string): string => `${app({ rest: "" })}
    import { JsonPatch } from "cdk8s";
    new ApiObject(new Chart(app, "s"), "object", { apiVersion: "v1", kind: "${kind}", stringData: { password: "hunter2" } })
      .addJsonPatch(JsonPatch.test("/stringData/password", "other"));
    ${rest}`;
  const said = (text: string, ...flags: readonly string[]): string => {
    const { exitCode, stdout, stderr } = kumiki(project({ "main.ts": text }), "synth", "main.ts", ...flags);
    expect([exitCode, stdout]).toEqual([2, ""]);
    return stderr;
  };
  test("is not shown of a Secret, whose values it may hold", () => {
    for (const rest of ["app.synth();", "app.synthYaml();", "setTimeout(() => app.synth(), 1);"])
      expect(said(patched("Secret", rest))).toBe(
        "kumiki: Cannot synthesize main.ts: s/object (Secret) failed: (Error, whose text is not shown, since it may hold a value; call toJson() yourself to read it)\n",
      );
    expect(said(patched("Secret", "app.synth();").replace("{  }", "{ yamlOutputType: 3 }"))).not.toContain("hunter2");
  });
  test("is shown of any other, and is cdk8s's own for a program that catches it", () => {
    expect(said(patched("ConfigMap", "app.synth();"))).toContain("hunter2");
    const rest = 'try { app.synth(); } catch (error: any) { if (error.message.includes("hunter2")) process.exit(7); }';
    expect(kumiki(project({ "main.ts": patched("Secret", rest) }), "synth", "main.ts")).toMatchObject({ exitCode: 7 });
  });
});

test("two objects of one kind and name are a warning, and the last is there", () => {
  const twice = app({
    props: "yamlOutputType: 2",
    rest: 'new ApiObject(new Chart(app, "b"), "object", { apiVersion: "v1", kind: "ConfigMap", metadata: { name: "a" }, data: { value: "2" } }); app.synth();',
  });
  const folder = project({ "main.ts": twice });
  expect(kumiki(folder, "synth", "main.ts")).toMatchObject({
    exitCode: 0,
    stderr: expect.stringContaining(
      "warning file-made-twice dist: Cannot keep both of what makes dist/ConfigMap.a.k8s.yaml",
    ) as string,
  });
  expect(dist(folder)).toEqual({ "ConfigMap.a.k8s.yaml": configMap("a", "2") });
});

test("an import of kumiki changes nothing of cdk8s", () => {
  const folder = project({
    "main.mjs": `import * as cdk8s from "cdk8s"; const before = [cdk8s.App.prototype.synth, cdk8s.App._synthChart].map(String);
      await import("kumiki"); console.log(String(before) === String([cdk8s.App.prototype.synth, cdk8s.App._synthChart]), before[0].includes("SynthRequestCache"));`,
  });
  kumiki(folder, "synth", "none.ts");
  expect(runNode(folder, "main.mjs").stdout).toBe("true true\n");
});
