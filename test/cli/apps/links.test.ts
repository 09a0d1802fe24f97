import { mkdirSync, readdirSync, readFileSync, readlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
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
