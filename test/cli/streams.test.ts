import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { loadAll } from "js-yaml";
import { describe, expect, test } from "vitest";
import { main } from "../../lib/cli/main.ts";
import { provided, ROOT, scratch } from "../terminal.ts";
import { program } from "./program.ts";

/** Makes 14,000 objects, seven megabytes, or a tenth of that: more than any pipe holds. */
const MANY = ["bin/kumiki.js", "synth", "test/fixtures/many/main.ts"];
const STREAM = [...MANY, "--stdout"];
const env = { ...process.env, SITES: "100" };

/** Runs a line of sh, in which `"$@"` is the command that prints the stream. */
const shell = (line: string) => {
  const args = ["-c", line, "sh", process.execPath, ...STREAM];
  const { stdout, stderr } = spawnSync("sh", args, { cwd: ROOT, env, encoding: "utf8" });
  // Of what any cluster of RKE is warned.
  const said = stderr.split("\n").filter((text) => text !== "" && !text.startsWith("warning "));
  return { stdout, said };
};

describe("kumiki synth --stdout", () => {
  test("gives one whole stream to a slow reader", async () => {
    const child = spawn(process.execPath, STREAM, { cwd: ROOT, stdio: ["ignore", "pipe", "ignore"] });
    const parts: Buffer[] = [];
    const ended = once(child, "close");
    for await (const part of child.stdout) {
      parts.push(part as Buffer);
      await setTimeout(2);
    }
    expect(await ended).toEqual([0, null]);
    const names = (loadAll(Buffer.concat(parts).toString()) as { kind: string; metadata: { name: string } }[]).map(
      ({ kind, metadata }) => `${kind} ${metadata.name}`,
    );
    expect([names.length, names[0], names.at(-1)]).toEqual([14_000, "Namespace site-0", "ConfigMap settings-9"]);
  });
  test("ends without a word when its reader has had enough", () =>
    expect(shell('{ "$@"; echo "exit code $?" >&2; } | head -n 1')).toEqual({
      stdout: "---\n",
      said: ["exit code 0"],
    }));
  test.runIf(process.platform === "linux")("says in one sentence that it cannot be written", () => {
    const said = ["kumiki: Cannot write to standard output: the disk is full", "exit code 2"];
    expect(shell('"$@" >/dev/full; echo "exit code $?" >&2')).toEqual({ stdout: "", said });
    const folder = join(scratch(), "small");
    mkdirSync(folder);
    // The last part of the stream finds some room, not enough.
    const line = `unshare -m sh -c 'mount -t tmpfs -o size=256k none ${folder} && "$@" >${folder}/out; echo "exit code $?" >&2' sh "$@"`;
    if (process.getuid?.() === 0) expect(shell(line)).toEqual({ stdout: "", said });
  });
});

test("kumiki synth --stdout makes a part when those before it are out, whatever one holds", async () => {
  const maps = `const blog = new Namespace(cluster, "blog"); for (const name of ["one", "two", "three"])
    new ConfigMap(blog, name, { data: { text: name.repeat(4e5) } });`;
  const folder =
    program(`import { Cluster, Namespace, Project, rke } from "kumiki"; import { ConfigMap } from "kumiki/k8s/core/v1";
    const project = new Project({ defaults: "2026-11" });
    const cluster = new Cluster(project, "c", { kubernetes: "1.30", provisioner: rke({ release: "1.8.14" }), ssh: { user: "u" },
      nodes: { a: { address: "10.0.0.11" } } });
    ${maps}
    export default project;`);
  const parts: string[] = [];
  let waiting = 0;
  const exitCode = await main(["synth", "main.ts", "--stdout", "--quiet"], {
    cwd: folder,
    env: {},
    stderr: () => undefined,
    stdout: (text) => {
      waiting += 1;
      parts.push(text);
      expect(waiting).toBe(1);
    },
    flushed: async () => {
      await setTimeout(1);
      waiting = 0;
    },
    provided: (specifier) =>
      specifier.startsWith("kumiki/k8s/") ? import("../../imports/k8s/core/v1.ts") : provided(specifier),
  });
  expect([exitCode, parts.length]).toEqual([0, 3]);
  expect(loadAll(parts.join(""))).toHaveLength(4);
});

test("kumiki synth --check keeps its verdict when its reader has had enough", () => {
  const folder = scratch();
  const check = [...MANY, "--out", folder, "--check"];
  const line = '{ "$@"; echo "exit code $?" >&2; } | head -n 1';
  const args = ["-c", line, "sh", process.execPath, ...check];
  const { stdout, stderr } = spawnSync("sh", args, { cwd: ROOT, env, encoding: "utf8" });
  expect([stdout.slice(0, 8), stderr]).toEqual(["missing ", expect.stringMatching(/15\d\d missing.*\nexit code 1\n$/)]);
});
