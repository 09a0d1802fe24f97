import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { BIN } from "../installed.ts";
import { app, kumiki, project, runNode } from "./project.ts";

describe("a synthesis that fails", () => {
  const failing = `const fs = require("node:fs"); let fails = true;
    app.node.addValidation({ validate: () => { console.log(fs.readdirSync(app.outdir).join()); return fails ? ["is not well"] : []; } });
    try { app.synth(); } catch {} console.log(fs.readdirSync(app.outdir).join());`;
  const run = (rest: string, files: Readonly<Record<string, string>> = {}, ...flags: readonly string[]) => {
    const folder = project({ "main.ts": app({ props: 'outdir: "new/dist"', rest: `${failing} ${rest}` }), ...files });
    return { folder, ...kumiki(folder, "synth", "main.ts", ...flags) };
  };
  test("leaves its folder to a program that goes on, empty or as it was", () => {
    for (const flags of [[], ["--check"], ["--stdout"], ["--out", "out"]]) {
      const { exitCode, stderr, stdout } = run("", {}, ...flags);
      expect([exitCode, `${stdout}${stderr}`]).toEqual([0, expect.stringMatching(/^\n\n/)]);
    }
    const { folder, stdout } = run("fails = false; app.synth();", { "new/dist/mine.txt": "mine" });
    expect(stdout).toBe("mine.txt\nmine.txt\nmine.txt\n");
    expect(readdirSync(join(folder, "new/dist"))).toEqual(["a.k8s.yaml", "mine.txt"]);
    expect(readdirSync(join(run("").folder, "new/dist"))).toEqual([]);
  });
  test("leaves none where the program fails as a whole, and none was there", () => {
    for (const rest of ["process.exit(3);", "throw new Error('broken');", "app.synth();"]) {
      const { folder, exitCode } = run(rest);
      expect([exitCode > 0, existsSync(join(folder, "new"))]).toEqual([true, false]);
    }
    const { folder } = run("process.exit(3);", { "new/dist/mine.txt": "mine" });
    expect(readdirSync(join(folder, "new/dist"))).toEqual(["mine.txt"]);
  });
  test("says in one sentence that a file is in the place of its folder", () => {
    const folder = project({ "main.ts": app(), dist: "a file\n" });
    expect(kumiki(folder, "synth", "main.ts")).toEqual({
      exitCode: 2,
      stdout: "",
      stderr: `kumiki: Cannot write to ${folder}/dist: it is a file; remove it, or give the app another outdir\n`,
    });
  });
});

describe("what cannot be written over is named in one sentence, and all stays as it was", () => {
  const check = (
    prepare: (dist: string) => void,
    said: string,
    { name = "a", type = "FOLDER_PER_CHART_FILE_PER_RESOURCE", flags = [[], ["--check"], ["--out", "dist"]] } = {},
  ) => {
    const props = `yamlOutputType: require("cdk8s").YamlOutputType.${type}`;
    for (const given of flags) {
      const folder = project({ "main.ts": app({ id: name, props }) });
      prepare(join(folder, "dist"));
      const before = spawnSync("find", [folder, "-path", "*/dist*"], { encoding: "utf8" }).stdout;
      const { exitCode, stderr } = kumiki(folder, "synth", "main.ts", ...given);
      expect([exitCode, stderr.replaceAll(folder, "")]).toEqual([2, `kumiki: Cannot ${said}\n`]);
      expect(spawnSync("find", [folder, "-path", "*/dist*"], { encoding: "utf8" }).stdout).toBe(before);
    }
  };
  test("a file in the place of a folder", () =>
    check((dist) => {
      mkdirSync(dist);
      writeFileSync(join(dist, "a"), "mine");
    }, "write /dist/a/ConfigMap.a.k8s.yaml: /dist/a is no folder; move it away"));
  test("a folder in the place of a file", () =>
    check(
      (dist) => mkdirSync(join(dist, "a/ConfigMap.a.k8s.yaml"), { recursive: true }),
      "write /dist/a/ConfigMap.a.k8s.yaml: a folder stands where a file is wanted; move it away",
    ));
  test("what is neither a file nor a folder, in the place of the output folder", () =>
    check(
      (dist) => symlinkSync("/dev/null", dist),
      "write to /dist: it is no folder; remove it, or give the app another outdir",
    ));
  test("a link to nothing, in the place of the output folder", () =>
    check(
      (dist) => symlinkSync("later", dist),
      "write to /dist: it is a link to later, and nothing is there; make that folder, or remove the link",
    ));
  test("a link that leads to itself", () =>
    check((dist) => symlinkSync("dist", dist), "read or write /dist: a link leads to itself"));
  test("a name that is too long", () =>
    check(() => {}, "write to /dist: a path is too long for this disk; 0 of 1 files were written; all is put back", {
      name: "a".repeat(250),
      type: "FILE_PER_RESOURCE",
      flags: [[]],
    }));
});

test("says in one sentence that there is no place for temporary files", () => {
  const folder = project({ "main.ts": app(), "other.ts": app({ id: "b" }) });
  for (const given of [
    ["main.ts", "--check"],
    ["main.ts", "--stdout"],
    ["main.ts", "other.ts"],
  ])
    expect(
      runNode(folder, "--import", 'data:text/javascript,process.env["TMPDIR"]="/none"', BIN, "synth", ...given),
    ).toEqual({
      exitCode: 2,
      stdout: "",
      stderr: "kumiki: Cannot make a temporary folder in /none: there is no such folder; name another in TMPDIR\n",
    });
});

test("says in one sentence that there is no room for temporary files, and takes no part of one for the whole", () => {
  const full = `const fs = require("node:fs"); const { writeFileSync } = fs;
    fs.writeFileSync = (path, text, ...rest) => {
      const isOutcome = /outcome.json$/.test(path);
      writeFileSync(path, isOutcome ? String(text).slice(0, 50) : text, ...rest);
      if (isOutcome) throw Object.assign(new Error(), { code: "ENOSPC" });
    };
    require("node:module").syncBuiltinESMExports();`;
  const folder = project({ "main.ts": app(), "other.ts": app({ id: "b" }), "full.cjs": full });
  const said = `kumiki: Cannot write a temporary file in ${tmpdir()}: the disk is full\n`;
  const command = ["-c", 'NODE_OPTIONS="--require ./full.cjs" "$0" "$@"', process.execPath, BIN];
  const ran = spawnSync("sh", [...command, "synth", "main.ts", "other.ts", "--check"], {
    cwd: folder,
    encoding: "utf8",
  });
  expect(ran).toMatchObject({ status: 2, stdout: "", stderr: said.repeat(2) });
});
