import { mkdirSync, readdirSync, readFileSync, readlinkSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { filesIn } from "../../terminal.ts";
import { app, configMap, kumiki, project } from "./project.ts";

const LINKING = `app.synth(); const fs = require("node:fs"); const path = require("node:path");
  fs.mkdirSync(path.join(app.outdir, "below"));
  fs.symlinkSync("a.k8s.yaml", path.join(app.outdir, "near.yaml"));
  fs.symlinkSync(path.resolve(app.outdir, "a.k8s.yaml"), path.join(app.outdir, "below/whole.yaml"));
  fs.symlinkSync("/nowhere", path.join(app.outdir, "below/away"));`;

test("--out keeps the symbolic links that a program makes in app.outdir, in the place of what was there", () => {
  const folder = project({ "main.ts": app({ rest: LINKING }), "out/near.yaml": "theirs\n" });
  for (let run = 0; run < 2; run += 1) {
    expect(kumiki(folder, "synth", "main.ts", "--out", "out").exitCode).toBe(0);
    const links = ["near.yaml", "below/whole.yaml", "below/away"].map((path) => join(folder, "out", path));
    expect(links.map((link) => readlinkSync(link))).toEqual(["a.k8s.yaml", "../a.k8s.yaml", "/nowhere"]);
    expect(readFileSync(join(folder, "out/below/whole.yaml"), "utf8")).toBe(configMap("a"));
  }
});

test("--out says in one sentence that a folder is in the place of a link", () => {
  const folder = project({ "main.ts": app({ rest: LINKING }) });
  mkdirSync(join(folder, "out/near.yaml"), { recursive: true });
  writeFileSync(join(folder, "out/near.yaml/mine.txt"), "");
  expect(kumiki(folder, "synth", "main.ts", "--out", "out")).toEqual({
    exitCode: 2,
    stdout: "",
    stderr: expect.stringMatching(/^kumiki: Cannot write the link .*\/out\/near\.yaml: .*\n$/) as string,
  });
  expect(readdirSync(join(folder, "out"))).toEqual(["a.k8s.yaml", "near.yaml"]);
});

describe("a folder that is a link out of the output folder", () => {
  const charts = (...ids: readonly string[]): string =>
    app({
      props: 'yamlOutputType: require("cdk8s").YamlOutputType.FOLDER_PER_CHART_FILE_PER_RESOURCE',
      rest: `for (const id of ${JSON.stringify(ids)})
        new ApiObject(new Chart(app, id), "object", { apiVersion: "v1", kind: "ConfigMap", metadata: { name: id } }); app.synth();`,
    });
  const check = (ids: readonly string[], flags: readonly string[], exitCode: number): string => {
    const folder = project({ "main.ts": charts("b"), "away/ConfigMap.b.k8s.yaml": "theirs\n" });
    kumiki(folder, "synth", "main.ts");
    rmSync(join(folder, "dist/b"), { recursive: true });
    symlinkSync("../away", join(folder, "dist/b"));
    writeFileSync(join(folder, "main.ts"), charts(...ids));
    const { stderr, ...ran } = kumiki(folder, "synth", "main.ts", ...flags);
    expect(ran.exitCode).toBe(exitCode);
    expect(filesIn(join(folder, "away"))).toEqual({ "ConfigMap.b.k8s.yaml": "theirs\n" });
    return stderr;
  };
  test("is not written through, and one sentence says so", () => {
    for (const flags of [[], ["--check"], ["--out", "dist"]])
      expect(check(["b"], flags, 2)).toMatch(
        /^kumiki: Cannot write .*\/dist\/b\/\S+: a folder around it is a link .*\n$/,
      );
  });
  test("loses nothing of what is no longer made", () => {
    for (const flags of [[], ["--check"], ["--out", "dist"]]) check([], flags, 0);
  });
  test("gets no folder of its own either", () => {
    const rest = `app.synth();
      const fs = require("node:fs"); fs.mkdirSync(app.outdir + "/far/below", { recursive: true });
      fs.writeFileSync(app.outdir + "/far/below/more.yaml", "");`;
    const folder = project({ "main.ts": app({ rest }), "away/mine.txt": "", "out/mine.txt": "" });
    symlinkSync("../away", join(folder, "out/far"));
    const { exitCode, stderr } = kumiki(folder, "synth", "main.ts", "--out", "out");
    expect([exitCode, stderr]).toEqual([
      2,
      expect.stringContaining("/out/far/below/more.yaml: a folder around it is a link"),
    ]);
    expect(readdirSync(join(folder, "away"))).toEqual(["mine.txt"]);
  });
});

test("an output folder that is a link itself is followed", () => {
  const folder = project({ "main.ts": app({ props: 'outputFileExtension: ".yaml"', id: "a" }) });
  mkdirSync(join(folder, "real"));
  symlinkSync("real", join(folder, "dist"));
  expect(kumiki(folder, "synth", "main.ts").exitCode).toBe(0);
  expect(readdirSync(join(folder, "real"))).toEqual(["a.yaml"]);
});

test("an extension that leads out of the output folder is refused", () => {
  const folder = project({ "main.ts": app({ props: 'outputFileExtension: "/../../a.yaml"' }) });
  const { exitCode, stderr } = kumiki(folder, "synth", "main.ts");
  expect([exitCode, stderr]).toEqual([2, expect.stringContaining("/a.yaml: its name has .. in it, ")]);
  expect(readdirSync(folder)).not.toContain("a.yaml");
});
