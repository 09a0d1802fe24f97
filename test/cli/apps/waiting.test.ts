import { mkdirSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { holdLock } from "../../../lib/synth/write/lock-output.ts";
import { follow } from "../follow.ts";
import { app, dist, project } from "./project.ts";

describe("a program of cdk8s that waits for another run", () => {
  const check = async (program: string, ...flags: readonly string[]): Promise<void> => {
    const folder = project({ "main.ts": program });
    onTestFinished(holdLock(join(folder, "dist"), { say: () => undefined }));
    const { until, kill, ended } = follow(["synth", "main.ts", ...flags], folder, ["env", `TMPDIR=${folder}`]);
    await until(`Waits for another run that writes ${folder}/dist\n`);
    kill("SIGTERM");
    expect(await ended).toEqual(["SIGTERM", ""]);
    expect(readdirSync(folder).filter((name) => name.startsWith("kumiki-"))).toEqual([]);
  };
  test.each([[[]], [["--check"]], [["--out", "dist"]]])("ends at once when it is told to (%j)", (flags) =>
    check(app(), ...flags),
  );
  test("so too where it exports a project beside its app", () =>
    check(
      app({ props: 'outdir: "other"', rest: "app.synth();" }) +
        'import { Project } from "kumiki"; export default new Project({ defaults: "2026-11" });',
    ));
});

test("a program of cdk8s that waits with its second folder is interrupted, and leaves no trace in the first", async () => {
  const second = 'app.synth(); const other = new App({ outdir: "other" }); new Chart(other, "b"); other.synth();';
  const folder = project({ "main.ts": app({ rest: second }) });
  onTestFinished(holdLock(join(folder, "other"), { say: () => undefined }));
  const { until, kill, ended } = follow(["synth", "main.ts"], folder);
  await until(`Waits for another run that writes ${folder}/other\n`);
  expect(dist(folder)).toBeDefined();
  kill("SIGINT");
  expect((await ended)[0]).toBe("SIGINT");
  expect(dist(folder)).toBeUndefined();
});

test.each([[[]], [["--check"]], [["--stdout"]]])(
  "a program of cdk8s that is told to end while its code runs ends after that, and leaves no trace (%j)",
  async (flags) => {
    const told = 'app.synth(); process.kill(process.pid, "SIGTERM");';
    for (const rest of [told, `setTimeout(() => { ${told} }, 1);`, `Promise.resolve().then(() => { ${told} });`]) {
      const folder = project({ "main.ts": app({ rest }) });
      expect(await follow(["synth", "main.ts", ...flags], folder).ended).toEqual(["SIGTERM", ""]);
      expect(dist(folder)).toBeUndefined();
    }
  },
);

test("a program of cdk8s that is told to end when it has run, and its files are written elsewhere, ends by that signal", async () => {
  const signal = `const fs = require("node:fs"); const { renameSync } = fs;
    fs.renameSync = (from, to) => {
      renameSync(from, to);
      if (/out\\/a.k8s.yaml$/.test(to)) process.kill(process.pid, "SIGTERM");
    };
    require("node:module").syncBuiltinESMExports();`;
  const folder = project({ "main.ts": app(), "signal.cjs": signal });
  mkdirSync(join(folder, "out"));
  const { ended } = follow(["synth", "main.ts", "--out", "out"], folder, [
    "env",
    "NODE_OPTIONS=--require ./signal.cjs",
  ]);
  expect(await ended).toEqual(["SIGTERM", "out: 1 added, 0 changed, 0 removed, 0 unchanged\n"]);
  expect(readdirSync(join(folder, "out"))).toEqual(["a.k8s.yaml"]);
});
