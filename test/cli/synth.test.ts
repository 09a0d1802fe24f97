import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { loadAll } from "js-yaml";
import { describe, expect, onTestFinished, test } from "vitest";
import { filesIn, ROOT, run, scratch } from "../terminal.ts";
import { GOOD, program, withDatabase } from "./program.ts";

const LECTURE = "apps/lecture/main.ts";

describe("kumiki synth", () => {
  test("writes the lecture as it is committed", async () => {
    const out = scratch();
    expect(await run(["synth", LECTURE, "--out", out])).toMatchObject({ exitCode: 0, stdout: "" });
    expect(filesIn(out)).toEqual(filesIn(join(ROOT, "dist")));
  });
  test("writes only what changed, and takes away what is no longer made", async () => {
    const out = scratch();
    await run(["synth", LECTURE, "--out", out]);
    const kept = join(out, "lecture/cluster.yml");
    const before = statSync(kept).mtimeMs;
    const stale = join(out, "lecture/manifests/namespaces/gone/configmap-a.yaml");
    mkdirSync(join(stale, ".."), { recursive: true });
    writeFileSync(stale, `# Written by kumiki from ${LECTURE}; do not edit\n---\n{}\n`);
    writeFileSync(join(out, "lecture/README.md"), "<!-- Written by kumiki from old.ts; do not edit -->\n");
    const { stderr } = await run(["synth", LECTURE, "--out", out]);
    expect(stderr).toContain("0 added, 1 changed, 1 removed, 21 unchanged");
    expect(existsSync(join(stale, ".."))).toBe(false);
    expect(statSync(kept).mtimeMs).toBe(before);
  });
  test("leaves a stranger's file alone, beside ours and in our way", async () => {
    const out = scratch();
    mkdirSync(join(out, "lecture"));
    writeFileSync(join(out, "lecture/notes.txt"), "mine");
    expect((await run(["synth", LECTURE, "--out", out])).exitCode).toBe(0);
    writeFileSync(join(out, "lecture/cluster.yml"), "mine: too\n");
    rmSync(join(out, "lecture/README.md"));
    const { exitCode, stderr } = await run(["synth", LECTURE, "--out", out]);
    expect(exitCode).toBe(1);
    expect(stderr).toContain("error file-not-ours lecture/cluster.yml");
    expect(readFileSync(join(out, "lecture/cluster.yml"), "utf8")).toBe("mine: too\n");
    expect(readFileSync(join(out, "lecture/notes.txt"), "utf8")).toBe("mine");
    expect(existsSync(join(out, "lecture/README.md"))).toBe(false);
  });
  test("follows no link out of the output folder", async () => {
    const [out, elsewhere] = [scratch(), scratch()];
    symlinkSync(elsewhere, join(out, "lecture"));
    const { exitCode, stderr } = await run(["synth", LECTURE, "--out", out]);
    expect([exitCode, filesIn(elsewhere)]).toEqual([1, {}]);
    expect(stderr).toContain("error path-escapes");
  });
  test("leaves the output as it was when anything is wrong, and says where", async () => {
    const folder = program(`${GOOD}new NfsServer(project, "nas", { address: "203.0.113.1O" });\n`);
    const { exitCode, stderr } = await run(["synth", "main.ts"], folder);
    expect(exitCode).toBe(1);
    expect(stderr).toContain(
      'error nfs-server-address nas (main.ts:4): Cannot mount from server "nas": found the address "203.0.113.1O"',
    );
    expect(stderr).toContain("dist: nothing was written: 1 error");
    expect(existsSync(join(folder, "dist"))).toBe(false);
  });
  test("says that a program exports no project, and how to", async () => {
    const { exitCode, stderr } = await run(["synth", "main.ts"], program("export const a = 1;\n"));
    expect([exitCode, stderr]).toEqual([
      2,
      "kumiki: Cannot synthesize main.ts: it exports no project; write `export default project`, where project is a Project of kumiki\n",
    ]);
  });
  test("says that no program is named, or that one is not there", async () => {
    expect(await run(["synth"], scratch())).toMatchObject({
      exitCode: 2,
      stderr: expect.stringContaining("found no program") as string,
    });
    expect(await run(["synth", "nix.ts"], scratch())).toMatchObject({
      exitCode: 2,
      stderr: expect.stringContaining("there is no such file") as string,
    });
  });
  test("shows where a program that throws was at", async () => {
    const { exitCode, stderr } = await run(["synth", "main.ts"], program(`${GOOD}\nthrow new Error("broken");\n`));
    expect(exitCode).toBe(2);
    expect(stderr).toMatch(/Error: broken\n.*main\.ts:5:7/);
  });
  test("refuses flags that it does not know", async () => {
    expect(await run(["synth", "--chek"])).toMatchObject({
      exitCode: 2,
      stderr: expect.stringContaining("unknown option '--chek'") as string,
    });
  });
  test("reports as JSON", async () => {
    const { stdout } = await run(["synth", LECTURE, "--out", scratch(), "--format", "json"]);
    const report = JSON.parse(stdout) as { findings: unknown[]; acknowledged: { code: string }[]; added: string[] };
    expect(report.findings).toEqual([]);
    expect(report.acknowledged.map(({ code }) => code)).toContain("rke-end-of-life");
    expect(report.added).toContain("lecture/cluster.yml");
  });
  test("reports no change as JSON while an error stands", async () => {
    const folder = program(
      GOOD.replace("export default", 'new NfsServer(project, "nas", { address: "x y" });\nexport default'),
    );
    const { stdout } = await run(["synth", "main.ts", "--format", "json"], folder);
    expect(JSON.parse(stdout)).toMatchObject({ added: [], changed: [], removed: [] });
  });
  test("calls a program the same, however it is spelt", async () => {
    const folder = program(withDatabase({}));
    expect((await run(["synth", "main.ts"], folder)).exitCode).toBe(0);
    for (const spelt of ["./main.ts", "x/../main.ts", join(folder, "main.ts")])
      expect((await run(["synth", spelt], folder)).stderr).toContain("0 added, 0 changed, 0 removed");
  });
});

describe("kumiki synth --stdout", () => {
  test("prints every manifest once, a namespace before what lives in it, and writes nothing", async () => {
    const { exitCode, stdout } = await run(["synth", LECTURE, "--stdout"]);
    const kinds = (loadAll(stdout) as { kind: string }[]).map(({ kind }) => kind);
    expect([exitCode, kinds[0], kinds.length]).toEqual([0, "Namespace", 13]);
  });
  test("writes one single file where cdk8s hands over a folder to join", async () => {
    const out = mkdtempSync(join(tmpdir(), "cdk8s-"));
    onTestFinished(() => rmSync(out, { recursive: true }));
    await run(["synth"], ROOT, { CDK8S_OUTDIR: out });
    expect(Object.keys(filesIn(out))).toEqual(["kumiki.yaml"]);
  });
});

describe("kumiki synth --cluster", () => {
  test("leaves other clusters alone", async () => {
    const folder = program(
      GOOD.replace("Project, NfsServer", "Cluster, Project, rke").replace(
        "export default",
        `for (const [name, address] of [["a", "10.0.0.11"], ["b", "10.0.1.11"]] as const) {
  new Cluster(project, name, { kubernetes: "1.30", provisioner: rke({ release: "1.8.14" }), ssh: { user: "u" }, nodes: { n: { address } } });
}
export default`,
      ),
    );
    await run(["synth", "main.ts"], folder);
    rmSync(join(folder, "dist/a/cluster.yml"));
    rmSync(join(folder, "dist/b/cluster.yml"));
    const { stderr } = await run(["synth", "main.ts", "--cluster", "a"], folder);
    expect(stderr).toContain("1 added, 0 changed, 0 removed, 2 unchanged");
    expect(existsSync(join(folder, "dist/b/cluster.yml"))).toBe(false);
  });
  test("names the clusters that there are", async () =>
    expect(await run(["synth", LECTURE, "--cluster", "x"])).toMatchObject({
      exitCode: 2,
      stderr: expect.stringContaining('Cannot synthesize cluster "x": allowed are lecture') as string,
    }));
});

describe("kumiki synth of several programs", () => {
  test("writes over no file of another program, unless that one was moved, and the guard sees what it held", async () => {
    const folder = program(withDatabase({ cluster: "one" }));
    writeFileSync(join(folder, "other.ts"), withDatabase({ cluster: "two" }));
    expect((await run(["synth", "main.ts"], folder)).exitCode).toBe(0);
    const before = filesIn(join(folder, "dist"));
    const { exitCode, stderr } = await run(["synth", "other.ts"], folder);
    expect({ exitCode, stderr }).toEqual({
      exitCode: 1,
      stderr: expect.stringMatching(/file-of-another-program hosts\/nas\/exports: .* main\.ts wrote it/) as string,
    });
    expect(filesIn(join(folder, "dist"))).toEqual(before);
    rmSync(join(folder, "main.ts"));
    writeFileSync(join(folder, "moved.ts"), withDatabase({ cluster: "one" }));
    expect((await run(["synth", "moved.ts"], folder)).exitCode).toBe(0);
    rmSync(join(folder, "moved.ts"));
    writeFileSync(join(folder, "again.ts"), withDatabase({ cluster: "one", path: "/elsewhere" }));
    expect((await run(["synth", "again.ts"], folder)).stderr).toContain("identity-lost volume one/n/db");
  });
  test("refuses two programs that give one directory to two volumes", async () => {
    const folder = program(withDatabase({ cluster: "one", server: "nas" }));
    writeFileSync(join(folder, "two.ts"), withDatabase({ cluster: "two", server: "nas" }));
    const { exitCode, stderr } = await run(["synth", "main.ts", "two.ts"], folder);
    expect(exitCode).toBe(1);
    expect(stderr).toMatch(/error directory-claimed-twice two\/n\/db\/data/);
  });
  test("refuses two programs that claim one folder", async () => {
    const { stderr } = await run(["synth", "apps/minimal/main.ts", LECTURE, "--out", scratch()]);
    expect(stderr).toContain("error path-twice hosts/nas/exports");
  });
});

describe("the guard of identities at the command line", () => {
  test("compares with the output on the disk where git keeps none", async () => {
    const folder = program(withDatabase({ path: "/a" }));
    expect((await run(["synth", "main.ts"], folder)).exitCode).toBe(0);
    const before = filesIn(join(folder, "dist"));
    writeFileSync(join(folder, "main.ts"), withDatabase({ path: "/b" }));
    const { exitCode, stderr } = await run(["synth", "main.ts"], folder);
    expect([exitCode, filesIn(join(folder, "dist"))]).toEqual([1, before]);
    expect(stderr).toContain("error identity-lost volume c/n/a: Cannot drop volume c/n/a");
  });
});

describe("kumiki import k8s", () => {
  test("writes a file for each group and version, and nothing the second time", async () => {
    const out = scratch();
    expect((await run(["import", "k8s", "--out", out])).stderr).toContain("27 added, 0 changed, 0 removed");
    expect((await run(["import", "k8s", "--out", out])).stderr).toContain("0 added, 0 changed, 0 removed");
  });
});

describe("cdk8s.yaml", () => {
  test("that is no YAML is said in one sentence", async () => {
    const folder = program(GOOD);
    writeFileSync(join(folder, "cdk8s.yaml"), "kumiki: [");
    const { exitCode, stderr } = await run(["synth"], folder);
    expect({ exitCode, isSentence: /^kumiki: Cannot read .*cdk8s\.yaml: it is no YAML: /.test(stderr) }).toEqual({
      exitCode: 2,
      isSentence: true,
    });
    expect(stderr).not.toContain("node_modules");
  });
});

describe("golden files", () => {
  test.each(["minimal", "plus"])("of the app %s", async (app) => {
    const out = scratch();
    const { exitCode } = await run(["synth", `apps/${app}/main.ts`, "--out", out]);
    expect(exitCode).toBe(0);
    const golden = join(ROOT, "test/golden", app);
    for (const [path, text] of Object.entries(filesIn(out))) await expect(text).toMatchFileSnapshot(join(golden, path));
    expect(Object.keys(filesIn(out))).toEqual(Object.keys(filesIn(golden)));
    for (const path of Object.keys(filesIn(out)))
      expect([path, statSync(join(golden, path)).mode & 0o100]).toEqual([path, statSync(join(out, path)).mode & 0o100]);
  });
});
