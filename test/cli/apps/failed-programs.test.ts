import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { dist, kumiki, project } from "./project.ts";

describe("a program that fails in a process of its own", () => {
  const site = (name: string, head = "") => `${head}
    import { Cluster, Project, rke } from "kumiki";
    const project = new Project({ defaults: "2026-11" });
    const cluster = new Cluster(project, "${name}", { kubernetes: "1.30", provisioner: rke({ release: "1.8.14" }),
      ssh: { user: "u" }, nodes: { a: { address: "10.0.0.11" } } });
    export default project;`;
  const check = (failing: string, wanted: { readonly exitCode: number; readonly stderr: string }): void => {
    const folder = project({
      "cdk8s.yaml": "kumiki:\n  programs: [home.ts, shop.ts]\n",
      "home.ts": site("home"),
      "shop.ts": site("shop"),
    });
    expect(kumiki(folder, "synth")).toMatchObject({ exitCode: 0 });
    const before = dist(folder);
    expect(Object.keys(before ?? {})).toEqual(expect.arrayContaining(["home/cluster.yml", "shop/cluster.yml"]));
    writeFileSync(join(folder, "home.ts"), site("other"));
    writeFileSync(join(folder, "shop.ts"), failing);
    for (const flags of [[], ["--check"]])
      expect(kumiki(folder, "synth", ...flags)).toMatchObject({
        exitCode: wanted.exitCode,
        stderr: expect.stringContaining(wanted.stderr) as string,
      });
    expect(dist(folder)).toEqual(before);
    expect(kumiki(folder, "synth", "--stdout")).toMatchObject({ exitCode: wanted.exitCode, stdout: "" });
  };
  test("keeps what it made, and nothing is written of any project, as where one throws in the process of all", () => {
    const missed = "since shop.ts failed";
    check(site("shop", "process.exit(3);"), { exitCode: 3, stderr: missed });
    check(site("shop", "process.exit(0);"), { exitCode: 2, stderr: missed });
    check(site("shop", 'if (process.argv.length > 9) process.exit(1); throw new Error("boom");'), {
      exitCode: 2,
      stderr: missed,
    });
  });
  test("says how it ended where nobody else can", () => {
    check(site("shop", 'process.kill(process.pid, "SIGKILL"); process.exit();'), {
      exitCode: 2,
      stderr: "Cannot synthesize shop.ts: its process was ended by SIGKILL",
    });
    check(site("shop", "process.reallyExit(0);"), {
      exitCode: 2,
      stderr: "Cannot synthesize shop.ts: it exports no project and synthesized no app of cdk8s",
    });
  });
  test("keeps what it made as a project before it became a program of cdk8s, while others are written", () => {
    const folder = project({
      "cdk8s.yaml": "kumiki:\n  programs: [home.ts, shop.ts]\n",
      "home.ts": site("home"),
      "shop.ts": site("shop"),
    });
    expect(kumiki(folder, "synth")).toMatchObject({ exitCode: 0 });
    writeFileSync(join(folder, "home.ts"), site("other"));
    writeFileSync(join(folder, "shop.ts"), 'import "cdk8s"; process.exit(4);');
    expect(kumiki(folder, "synth")).toMatchObject({ exitCode: 4 });
    const there = Object.keys(dist(folder) ?? {}).filter((path) => path.endsWith("cluster.yml"));
    expect(there).toEqual(["other/cluster.yml", "shop/cluster.yml"]);
  });
});
