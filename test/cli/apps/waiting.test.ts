import { readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { holdLock } from "../../../lib/synth/write/lock-output.ts";
import { follow } from "../follow.ts";
import { app, project } from "./project.ts";

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
