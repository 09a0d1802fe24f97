import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { follow } from "./follow.ts";
import { BIN, installed } from "./installed.ts";

/** A program that tells its process id, and goes on. */
const ENDLESS = "console.error(`running as ${process.pid};`);\nsetInterval(() => {}, 1000);\n";

const hasTerminals = spawnSync("script", ["--version"]).status === 0 && process.platform === "linux";

const isRunning = (pid: number): boolean => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};

describe("--watch that is told to end", () => {
  test.each(["SIGTERM", "SIGHUP", "SIGINT"] as const)("by %s tells its run, waits for it, and ends", async (signal) => {
    const orderly = `process.on("${signal}", () => setTimeout(() => process.exit(console.error("put away")), 200));\n`;
    const { until, kill, ended } = follow(["synth", "main.ts", "--watch"], installed(orderly + ENDLESS));
    await until("running as ");
    const pid = Number(await until(";"));
    kill(signal);
    expect(await ended).toEqual([signal, expect.stringContaining("put away\n")]);
    expect(isRunning(pid)).toBe(false);
  });

  test.runIf(hasTerminals)("by Ctrl-C lets a run end in its own way, which has got that already", async () => {
    const orderly = `process.once("SIGINT", () => setTimeout(() => process.exit(console.error("put away")), 300));\n`;
    const folder = installed(orderly + ENDLESS);
    const child = spawn("script", ["-qec", `${process.execPath} ${BIN} synth main.ts --watch`, "/dev/null"], {
      cwd: folder,
      stdio: ["pipe", "pipe", "ignore"],
    });
    let said = "";
    child.stdout.setEncoding("utf8").on("data", (text: string) => {
      said += text;
      if (said.endsWith(";\r\n")) child.stdin.write("\u0003");
    });
    await once(child, "close");
    expect(said).toContain("put away\r\n");
  });

  test("ends a run that does not listen", async () => {
    const { until, kill, ended } = follow(
      ["synth", "main.ts", "--watch"],
      installed(`process.on("SIGTERM", () => {});\n${ENDLESS}`),
    );
    await until("running as ");
    const pid = Number(await until(";"));
    kill("SIGTERM");
    expect((await ended)[0]).toBe("SIGTERM");
    expect(isRunning(pid)).toBe(false);
  });

  test("does so at once while it waits", async () => {
    const { until, kill, ended } = follow(["synth", "main.ts", "--watch"], installed("throw new Error();"));
    await until("waiting for changes");
    kill("SIGTERM");
    expect((await ended)[0]).toBe("SIGTERM");
  });
});

describe("--watch ends a run that does not come to its end after a change, and begins the next", () => {
  test.each([
    ["one that waits", "setInterval(() => {}, 1000);"],
    ["one that is busy", "while (true) {}"],
    ["one that does not listen", 'process.on("SIGTERM", () => {}); while (true) {}'],
  ])("%s", async (_, endless) => {
    const folder = installed(`import "./first";\n`);
    const first = join(folder, "first.ts");
    writeFileSync(first, `console.error("at work");\n${endless}\n`);
    const { until } = follow(["synth", "main.ts", "--watch"], folder);
    await until("at work");
    writeFileSync(first, 'throw new Error("mended");\n');
    await until("kumiki: first.ts changed during a run that goes on: ended it\n");
    await until("mended");
    await until("waiting for changes");
  });
});
