import { existsSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { filesIn, run } from "../terminal.ts";
import { program, withDatabase } from "./program.ts";

describe("construct-metadata.json", () => {
  test("is written where the project or the environment asks for it, one for all programs, and goes again", async () => {
    const folder = program(withDatabase({ cluster: "one", server: "nas-1" }));
    writeFileSync(join(folder, "two.ts"), withDatabase({ cluster: "two", server: "nas-2" }));
    const recorded = (): unknown => JSON.parse(readFileSync(join(folder, "dist/construct-metadata.json"), "utf8"));
    const env = { CDK8S_RECORD_CONSTRUCT_METADATA: "true" };
    await run(["synth", "main.ts", "two.ts"], folder, env);
    expect(recorded()).toMatchObject({ version: "1.0.0", resources: { "n.db": { path: "two/n/db/data/volume" } } });
    await run(["synth", "main.ts", "two.ts"], folder);
    expect(existsSync(join(folder, "dist/construct-metadata.json"))).toBe(false);
    const asks = '"2026-11", recordConstructMetadata: true';
    writeFileSync(
      join(folder, "main.ts"),
      withDatabase({ cluster: "one", server: "nas-1" }).replace('"2026-11"', asks),
    );
    await run(["synth", "main.ts", "two.ts"], folder);
    expect(recorded()).toMatchObject({ resources: { "n.db": { path: "one/n/db/data/volume" } } });
  });
});

describe("kumiki synth --quiet", () => {
  test("says nothing but errors", async () => {
    const folder = program(withDatabase({}));
    expect(await run(["synth", "main.ts", "--quiet"], folder)).toEqual({ exitCode: 0, stdout: "", stderr: "" });
    writeFileSync(join(folder, "main.ts"), withDatabase({ path: "db" }));
    const { exitCode, stderr } = await run(["synth", "main.ts", "--quiet"], folder);
    expect(exitCode).toBe(1);
    expect(stderr).toMatch(/^error /);
    expect(stderr).not.toContain("warning");
  });
  test("leaves the exit code of --check alone, and what --stdout prints", async () => {
    const folder = program(withDatabase({}));
    expect(await run(["synth", "main.ts", "--quiet", "--check"], folder)).toEqual({
      exitCode: 1,
      stdout: "",
      stderr: "",
    });
    expect((await run(["synth", "main.ts", "--quiet", "--stdout"], folder)).stdout).toContain("kind: StatefulSet");
  });
});

test("an output folder without a name, as from a variable that is not set, is refused, and not this folder", async () => {
  const check = async (
    args: readonly string[],
    env: Readonly<Record<string, string>> = {},
    config = "",
  ): Promise<void> => {
    const folder = program(withDatabase({}));
    await run(["synth", "main.ts"], folder);
    writeFileSync(join(folder, "cdk8s.yaml"), config);
    const before = filesIn(folder);
    const { exitCode, stderr } = await run(["synth", "main.ts", ...args], folder, env);
    expect([exitCode, stderr]).toEqual([2, expect.stringContaining("name a folder, . for this one")]);
    expect(filesIn(folder)).toEqual(before);
  };
  await check(["--out", ""]);
  await check([], { CDK8S_OUTDIR: "" });
  await check([], {}, 'output: ""\n');
});

test("what cannot be an output folder is one sentence", async () => {
  const check = async (out: string, said: string): Promise<void> => {
    const folder = program(withDatabase({}));
    symlinkSync("loop", join(folder, "loop"));
    const { exitCode, stderr } = await run(["synth", "main.ts", "--quiet", "--out", out], folder);
    expect([exitCode, stderr]).toEqual([2, expect.stringContaining(said)]);
    expect(stderr.trim().split("\n")).toHaveLength(1);
  };
  await check("main.ts/x", "main.ts is no folder; name another");
  await check("loop", "kumiki: Cannot write to ");
});

test("two results are not asked for at once", async () => {
  const check = async (flags: readonly string[], said: string): Promise<void> => {
    const { exitCode, stderr } = await run(["synth", "main.ts", ...flags], program(withDatabase({})));
    expect([exitCode, stderr]).toEqual([2, `kumiki: Cannot ${said}; say one of them\n`]);
  };
  await check(["--stdout", "--out", "x"], "print and write at once: found --stdout and --out");
  await check(["--stdout", "--check"], "check and print at once: found --check and --stdout");
  await check(["--stdout", "--format", "json"], "print objects and a report at once: found --stdout and --format json");
});

test("an output folder that is a file is one sentence", async () => {
  const folder = program(withDatabase({}));
  writeFileSync(join(folder, "dist"), "mine");
  const { exitCode, stderr } = await run(["synth", "main.ts"], folder);
  expect([exitCode, stderr]).toEqual([
    2,
    `kumiki: Cannot write to ${join(folder, "dist")}: ${join(folder, "dist")} is no folder; name another\n`,
  ]);
});

test("an output folder that is a link to nothing is one sentence", async () => {
  const folder = program(withDatabase({}));
  symlinkSync("not-yet-there", join(folder, "dist"));
  for (const flags of [[], ["--check"]]) {
    const { exitCode, stderr } = await run(["synth", "main.ts", ...flags], folder);
    expect([exitCode, stderr]).toEqual([
      2,
      `kumiki: Cannot write to ${join(folder, "dist")}: it is a link to not-yet-there, and nothing is there; make that folder, or remove the link\n`,
    ]);
  }
});
