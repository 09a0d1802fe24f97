import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { app, configMap, kumiki, project } from "./project.ts";

const driftOf = (folder: string, ...args: readonly string[]): unknown => {
  const { exitCode, stdout } = kumiki(folder, "synth", ...args, "--check", "--format", "json");
  const { drift } = JSON.parse(stdout) as { drift?: unknown };
  expect(exitCode).toBe(drift === undefined ? 0 : 1);
  return drift;
};

const changed = (id: string) => ({
  path: `dist/${id}.k8s.yaml`,
  hunks: [
    {
      oldStart: 3,
      oldLines: 4,
      newStart: 3,
      newLines: 4,
      lines: [" metadata:", `   name: ${id}`, " data:", '-  value: "2"', '+  value: "1"'],
    },
  ],
  omitted: 0,
});

describe("--check --format json says what differs in the folders of apps", () => {
  test("of one, and nothing where nothing does", () => {
    const folder = project({ "main.ts": app({ id: "old" }) });
    kumiki(folder, "synth", "main.ts");
    expect(driftOf(folder, "main.ts")).toBeUndefined();
    writeFileSync(join(folder, "main.ts"), `${app({ id: "new" })} new Chart(app, "late"); app.synth();`);
    expect(driftOf(folder, "main.ts", "--quiet")).toEqual({
      missing: ["dist/late.k8s.yaml", "dist/new.k8s.yaml"],
      changed: [],
      stale: ["dist/old.k8s.yaml"],
      foreign: [],
    });
  });
  test("of several, and of a project", () => {
    const folder = project({
      "a.ts": app(),
      "b.ts": app({ id: "b" }),
      "p.ts":
        'import { Project } from "kumiki"; export default new Project({ defaults: "2026-11", recordConstructMetadata: true });',
    });
    kumiki(folder, "synth", "a.ts", "b.ts", "p.ts");
    for (const id of ["a", "b"]) writeFileSync(join(folder, `dist/${id}.k8s.yaml`), configMap(id, "2"));
    rmSync(join(folder, "dist/construct-metadata.json"));
    expect(driftOf(folder, "a.ts", "b.ts", "p.ts")).toMatchObject({
      missing: ["construct-metadata.json"],
      changed: [changed("a"), changed("b")],
      stale: [],
    });
    expect(driftOf(folder, "a.ts", "b.ts")).toEqual({
      missing: [],
      changed: [changed("a"), changed("b")],
      stale: [],
      foreign: [],
    });
  });
});

test("--check says in its last line how much differs, for each folder of apps where something does", () => {
  const folder = project({ "a.ts": app(), "b.ts": app({ id: "b", props: 'outdir: "out"' }) });
  const last = (): string => kumiki(folder, "synth", "a.ts", "b.ts", "--check").stderr;
  expect(last()).toBe(
    ["dist", "out"].map((name) => `${name}: 1 missing, 0 changed, 0 stale, 0 foreign; ${WRITES}\n`).join(""),
  );
  kumiki(folder, "synth", "a.ts", "b.ts");
  expect(last()).toBe("");
  writeFileSync(join(folder, "out/b.k8s.yaml"), configMap("b", "2"));
  expect(last()).toBe(`out: 0 missing, 1 changed, 0 stale, 0 foreign; ${WRITES}\n`);
  expect(kumiki(folder, "synth", "a.ts", "b.ts", "--check", "--quiet").stderr).toBe("");
});

const WRITES = "kumiki synth writes it anew";
