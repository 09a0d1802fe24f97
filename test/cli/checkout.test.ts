import { execFileSync, spawnSync } from "node:child_process";
import { cpSync, existsSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { loadAll } from "js-yaml";
import { expect, test } from "vitest";
import { filesIn, ROOT, scratch } from "../terminal.ts";

/** A clone as a newcomer has it after `npm ci`: nothing was built yet. */
const clone = (): string => {
  const folder = scratch();
  const files = execFileSync("git", ["ls-files", "-z", "--cached", "--others", "--exclude-standard"], {
    cwd: ROOT,
    encoding: "utf8",
  });
  for (const file of files.split("\0").filter((name) => name !== "" && existsSync(join(ROOT, name))))
    cpSync(join(ROOT, file), join(folder, file));
  symlinkSync(join(ROOT, "node_modules"), join(folder, "node_modules"));
  return folder;
};

const runIn = (folder: string, command: string, args: readonly string[]) => {
  const env = {
    ...process.env,
    CDK8S_CHECK_UPGRADE: "false",
    PATH: `${dirname(process.execPath)}:${process.env["PATH"]}`,
  };
  const { status, stdout, stderr } = spawnSync(command, args, { cwd: folder, encoding: "utf8", env });
  return { status, stdout, stderr };
};

test("in a clone where nothing was built, cdk8s and kumiki write what is committed, byte for byte", () => {
  const folder = clone();
  const committed = filesIn(join(ROOT, "dist"));
  expect(runIn(folder, "npx", ["cdk8s", "synth"])).toMatchObject({ status: 0 });
  expect(filesIn(join(folder, "dist"))).toEqual(committed);
  expect(runIn(folder, process.execPath, ["bin/kumiki.js", "synth"])).toMatchObject({
    status: 0,
    stderr: "dist: 0 added, 0 changed, 0 removed, 22 unchanged; 5 findings acknowledged\n",
  });
  const streamed = runIn(folder, "npx", ["cdk8s", "synth", "--stdout"]);
  const own = runIn(folder, process.execPath, ["bin/kumiki.js", "synth", "--stdout"]);
  expect(loadAll(streamed.stdout)).toEqual(loadAll(own.stdout));
  expect(loadAll(own.stdout)).toHaveLength(13);
  expect(filesIn(join(folder, "dist"))).toEqual(committed);
});

test("kumiki import k8s writes what is committed", () => {
  const out = scratch();
  expect(runIn(ROOT, process.execPath, ["bin/kumiki.js", "import", "k8s", "--out", out])).toMatchObject({ status: 0 });
  expect(filesIn(out)).toEqual(filesIn(join(ROOT, "imports")));
});

test("a program that is run by itself writes its output, and throws with what is wrong", () => {
  const folder = clone();
  const program = (address: string): string => `
    import { NfsServer, Project } from "kumiki";
    const project = new Project({ defaults: "2026-11", outdir: "own" });
    const nas = new NfsServer(project, "nas", { address: "${address}" });
    nas.export("/idle", { size: "1Gi" });
    new (await import("cdk8s")).Chart(project, "plain");
    project.synth();
  `;
  expect(runIn(folder, process.execPath, ["bin/kumiki.js", "synth", "--check"])).toMatchObject({ status: 0 });
  writeFileSync(join(folder, "good.mjs"), program("10.0.0.10"));
  const good = runIn(folder, process.execPath, ["good.mjs"]);
  expect(good.stderr).toContain("[export-unmounted] kumiki: warning export-unmounted nas");
  expect(good.status).toBe(0);
  writeFileSync(join(folder, "bad.mjs"), program("10.0.0.1O"));
  const bad = runIn(folder, process.execPath, ["bad.mjs"]);
  expect([bad.status, bad.stderr]).toEqual([1, expect.stringContaining("error nfs-server-address nas")]);
});

test("a program that is run by itself below cdk8s is held to what was committed, though cdk8s empties the folder first", () => {
  const folder = clone();
  const program = (database: string): string => `
    import { Cluster, MariaDB, Namespace, NfsServer, Project, rke } from "kumiki";
    const project = new Project({ defaults: "2026-11" });
    const nas = new NfsServer(project, "nas", { address: "10.0.0.10" });
    const cluster = new Cluster(project, "own", {
      kubernetes: "1.30", provisioner: rke({ release: "1.8.14" }), ssh: { user: "u" }, nodes: { a: { address: "10.0.0.11" } },
    });
    const namespace = new Namespace(cluster, "n");
    ${database}
    project.synth();
  `;
  const synth = () => runIn(folder, "npx", ["cdk8s", "synth", "--app", "node own.mjs", "--output", "own"]);
  writeFileSync(
    join(folder, "own.mjs"),
    program('new MariaDB(namespace, "db", { data: nas.export("/db", { size: "1Gi" }) });'),
  );
  expect(runIn(folder, process.execPath, ["bin/kumiki.js", "synth", "--check"])).toMatchObject({ status: 0 });
  expect(synth()).toMatchObject({ status: 0 });
  const git = ["-c", "user.name=a", "-c", "user.email=a@example.com"];
  for (const args of [
    ["init", "-q"],
    ["add", "own", "own.mjs"],
    [...git, "commit", "-qm", "a"],
  ])
    expect(runIn(folder, "git", args).status).toBe(0);
  writeFileSync(join(folder, "own.mjs"), program(""));
  expect(synth().stderr).toContain("error identity-lost volume own/n/db");
});
