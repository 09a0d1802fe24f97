import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { Server } from "node:net";
import { join } from "node:path";
import { describe, expect, onTestFinished, test, vi } from "vitest";
import { main } from "../../../lib/cli/main.ts";
import { Project } from "../../../lib/index.ts";
import { whileLocked } from "../../../lib/synth/write/lock-output.ts";
import { OutputError } from "../../../lib/synth/write/output-error.ts";
import type { OutputFile } from "../../../lib/text/output-file.ts";
import { provided, ROOT, scratch } from "../../terminal.ts";
import { bundleChildren } from "./children.ts";
import { clusterFiles, readTree, writeTree } from "./output-tree.ts";

const children = await bundleChildren(["hold-lock", "write-tree"]);

/** Another process that has the lock of a folder until it is killed. */
const holder = async (folder: string): Promise<ChildProcess> => {
  const child = spawn(process.execPath, [children["hold-lock"], folder], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  onTestFinished(() => void child.kill("SIGKILL"));
  await once(child.stdout, "data");
  return child;
};

const writer = (folder: string, files: readonly OutputFile[], name = "list") => {
  const list = join(folder, "..", `${name}.json`);
  writeFileSync(list, JSON.stringify(files));
  const child = spawn(process.execPath, [children["write-tree"], folder, list], {
    stdio: ["ignore", "inherit", "pipe"],
  });
  const said = { stderr: "" };
  child.stderr.on("data", (text: Buffer) => {
    said.stderr += text.toString();
  });
  const ended = once(child, "close").then(([exitCode]) => ({ exitCode: exitCode as number, stderr: said.stderr }));
  return { child, said, ended };
};

const A = clusterFiles({ a: ["x", "y"], both: ["x"] }, "old");
const B = clusterFiles({ b: ["x", "y"], both: ["y"] }, "new");

describe("whileLocked", () => {
  test("waits for another process, says so, and goes on when that is killed", async () => {
    const folder = join(scratch(), "dist");
    const first = await holder(folder);
    const second = writer(folder, A);
    await once(second.child.stderr, "data");
    expect(existsSync(folder)).toBe(false);
    first.kill("SIGKILL");
    expect(await second.ended).toEqual({ exitCode: 0, stderr: `Waits for another run that writes ${folder}\n` });
    expect(readTree(folder).size).toBeGreaterThan(A.length);
  });
  test("lets four processes that write two trees leave one of them, whole", async () => {
    const [folder, a, b] = ["dist", "a", "b"].map((name) => join(scratch(), name));
    writeTree(a ?? "", A);
    writeTree(b ?? "", B);
    const writers = [A, B, A, B].map((files, index) => writer(folder ?? "", files, `list-${index}`));
    for (const { ended } of writers) expect(await ended).toEqual({ exitCode: 0, stderr: "" });
    expect([[...readTree(a ?? "")], [...readTree(b ?? "")]]).toContainEqual([...readTree(folder ?? "")]);
  });
  test("knows a folder by its real path, whether it is there or not", async () => {
    const folder = scratch();
    mkdirSync(join(folder, "real"));
    symlinkSync(join(folder, "real"), join(folder, "link"));
    await holder(join(folder, "link", "dist"));
    const attempt = () => whileLocked(join(folder, "real/dist"), { say: () => undefined, tries: 2 }, () => "done");
    expect(attempt).toThrow(OutputError);
    expect(whileLocked(join(folder, "real"), { say: () => undefined, tries: 1 }, () => "done")).toBe("done");
  });
  test("gives up at last, in one sentence, and lets go after work that fails", async () => {
    const folder = scratch();
    await holder(folder);
    expect(() => whileLocked(folder, { say: () => undefined, tries: 2 }, () => 0)).toThrow(
      `Cannot write to ${folder}: another run of kumiki has been at it all the time; see what it does, end it, and repeat`,
    );
    const other = scratch();
    const fail = (): never => {
      throw new Error("work");
    };
    expect(() => whileLocked(other, { say: () => undefined, tries: 1 }, fail)).toThrow("work");
    expect(whileLocked(other, { say: () => undefined, tries: 1 }, () => 1)).toBe(1);
  });
  test.runIf(process.platform === "linux")("goes on, and says so, where the system refuses any lock", () => {
    const listen = vi.spyOn(Server.prototype, "listen").mockReturnThis();
    onTestFinished(() => listen.mockRestore());
    const said: string[] = [];
    expect(whileLocked("/nowhere/dist", { say: (message) => said.push(message) }, () => 1)).toBe(1);
    expect(said).toEqual([expect.stringContaining("Cannot see whether another run writes /nowhere/dist")]);
  });
});

describe("waits for another run:", () => {
  /** Another process has the lock, and dies when somebody says that he waits. */
  const check = async (write: (folder: string, say: (text: string) => boolean) => unknown): Promise<void> => {
    const folder = join(scratch(), "out");
    const other = await holder(folder);
    const said: string[] = [];
    await write(folder, (text) => {
      said.push(text);
      return other.kill("SIGKILL");
    });
    expect(said[0]).toBe(`kumiki: Waits for another run that writes ${folder}\n`);
  };
  const command = (...argv: readonly string[]) =>
    check((folder, stderr) =>
      main([...argv, "--out", folder], { cwd: ROOT, env: {}, stdout: () => undefined, stderr, provided }),
    );
  test("kumiki synth", () => command("synth", "apps/minimal/main.ts"));
  test("kumiki synth --check", () => command("synth", "apps/minimal/main.ts", "--check"));
  test("kumiki import", () => command("import", "k8s"));
  test("project.synth(), which cannot be asynchronous", () => {
    Reflect.deleteProperty(globalThis, Symbol.for("kumiki.driven"));
    return check((folder, say) => {
      const write = vi.spyOn(process.stderr, "write").mockImplementation((text) => say(String(text)));
      onTestFinished(() => write.mockRestore());
      new Project({ defaults: "2026-11", outdir: folder }).synth();
    });
  });
});
