import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { filesIn, run, scratch } from "../terminal.ts";

const LECTURE = "apps/lecture/main.ts";

describe("kumiki synth --check", () => {
  test("says nothing and exits 0 when the output is fresh", async () =>
    expect(await run(["synth", "--check"])).toEqual({ exitCode: 0, stdout: "", stderr: "" }));
  test("names what is missing, changed and stale, exits 1, and writes nothing", async () => {
    const out = scratch();
    await run(["synth", LECTURE, "--out", out]);
    rmSync(join(out, "lecture/cluster.yml"));
    writeFileSync(join(out, "hosts/nas/exports"), `# Written by kumiki from ${LECTURE}; do not edit\n/data *(rw)\n`);
    writeFileSync(join(out, "lecture/notes.txt"), "mine");
    writeFileSync(join(out, "lecture/old.yml"), `# Written by kumiki from ${LECTURE}; do not edit\n`);
    const before = filesIn(out);
    const { exitCode, stdout, stderr } = await run(["synth", LECTURE, "--out", out, "--check"]);
    expect(exitCode).toBe(1);
    expect(stdout.split("\n").slice(0, 6)).toEqual([
      `missing  ${out}/lecture/cluster.yml`,
      `changed  ${out}/hosts/nas/exports`,
      "  @@ -1,2 +1,4 @@",
      `   # Written by kumiki from ${LECTURE}; do not edit`,
      "  -/data *(rw)",
      "  +# What server nas exports",
    ]);
    expect(stdout).toMatch(new RegExp(`stale    ${out}/lecture/old.yml\nforeign  ${out}/lecture/notes.txt\n$`));
    expect(stderr).toBe(`${out}: 1 missing, 1 changed, 1 stale, 1 foreign; kumiki synth writes it anew\n`);
    const { stdout: json } = await run(["synth", LECTURE, "--out", out, "--check", "--format", "json"]);
    expect(JSON.parse(json)).toMatchObject({
      drift: {
        missing: ["lecture/cluster.yml"],
        changed: [
          { path: "hosts/nas/exports", hunks: [{ oldStart: 1, oldLines: 2, newStart: 1, newLines: 4 }], omitted: 0 },
        ],
        stale: ["lecture/old.yml"],
        foreign: ["lecture/notes.txt"],
      },
    });
    expect(filesIn(out)).toEqual(before);
  });
});

describe("kumiki synth --check of a fresh output", () => {
  test("names files of others in its folders, and exits 0", async () => {
    const out = scratch();
    await run(["synth", LECTURE, "--out", out]);
    writeFileSync(join(out, "lecture/manifests/mine.yaml"), "mine");
    expect(await run(["synth", LECTURE, "--out", out, "--check"])).toEqual({
      exitCode: 0,
      stdout: `foreign  ${out}/lecture/manifests/mine.yaml\n`,
      stderr: "",
    });
  });
});
