import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  statSync,
  symlinkSync,
  unlinkSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { describe, expect, onTestFinished, test, vi } from "vitest";
import { filesIn, ROOT } from "../../terminal.ts";
import { app, configMap, dist, kumiki, project } from "./project.ts";
import { leftIn, ownTemporaryFolder } from "./temporary-folder.ts";

/** What happens in the folder while a program runs, whoever does it. */
const MEANWHILE = `const fs = require("node:fs"); fs.writeFileSync("README.md", "edited\\n");
  fs.mkdirSync("src", { recursive: true }); fs.writeFileSync("src/b.ts", "new\\n"); fs.writeFileSync("mine.yaml", "new\\n");`;
const THEIRS = ["README.md", "mine.yaml", "src/b.ts"];

const read = (folder: string, paths: readonly string[]): readonly (string | undefined)[] =>
  paths.map((path) => (existsSync(join(folder, path)) ? readFileSync(join(folder, path), "utf8") : undefined));

describe("what others write while a program runs", () => {
  test("stays in the next run, which removes only what the app made", () => {
    const folder = project({
      "README.md": "old\n",
      "main.ts": app({ props: 'outdir: "."', rest: `app.synth(); ${MEANWHILE}` }),
    });
    expect(kumiki(folder, "synth", "main.ts").stderr).toBe(".: 1 added, 0 changed, 0 removed, 0 unchanged\n");
    writeFileSync(join(folder, "main.ts"), app({ id: "b", props: 'outdir: "."' }));
    expect(kumiki(folder, "synth", "main.ts").stderr).toBe(".: 1 added, 0 changed, 1 removed, 0 unchanged\n");
    expect(read(folder, [...THEIRS, "a.k8s.yaml", "b.k8s.yaml"])).toEqual([
      "edited\n",
      "new\n",
      "new\n",
      undefined,
      configMap("b"),
    ]);
  });
  test("stays where the program fails, which takes back only what the app made", () => {
    const rest = `app.synth(); ${MEANWHILE} process.exit(1);`;
    const folder = project({ "README.md": "old\n", "main.ts": app({ props: 'outdir: "."', rest }) });
    expect(kumiki(folder, "synth", "main.ts").exitCode).toBe(1);
    expect(read(folder, [...THEIRS, "a.k8s.yaml"])).toEqual(["edited\n", "new\n", "new\n", undefined]);
  });
  test("stays with --out too, where a program's own files are written and never removed", () => {
    const rest = 'app.synth(); require("node:fs").writeFileSync(app.outdir + "/kustomization.yaml", "own\\n");';
    const folder = project({ "main.ts": app({ rest }) });
    kumiki(folder, "synth", "main.ts", "--out", "out");
    writeFileSync(join(folder, "main.ts"), app({ id: "b" }));
    kumiki(folder, "synth", "main.ts", "--out", "out");
    expect(Object.keys(filesIn(join(folder, "out")))).toEqual(["b.k8s.yaml", "kustomization.yaml"]);
  });
});

test("a run with --out neither forgets nor replaces what was made elsewhere", () => {
  const folder = project({ "main.ts": app({ id: "old" }) });
  kumiki(folder, "synth", "main.ts");
  kumiki(folder, "synth", "main.ts", "--out", "out");
  writeFileSync(join(folder, "main.ts"), app({ id: "new" }));
  kumiki(folder, "synth", "main.ts");
  expect(Object.keys(dist(folder) ?? {})).toEqual(["new.k8s.yaml"]);
  kumiki(folder, "synth", "main.ts", "--out", "out");
  expect(Object.keys(filesIn(join(folder, "out")))).toEqual(["new.k8s.yaml"]);
});

test("temporary files of a run that was killed go, and nothing else of what lies there", () => {
  const folder = project({
    "main.ts": app(),
    "dist/.kumiki-1-0.tmp": "left",
    "dist/other/.kumiki-1-0.tmp": "another run's",
    "dist/.kumiki-mine.tmp": "mine",
  });
  expect(kumiki(folder, "synth", "main.ts").exitCode).toBe(0);
  expect(Object.keys(dist(folder) ?? {})).toEqual([".kumiki-mine.tmp", "a.k8s.yaml", "other/.kumiki-1-0.tmp"]);
});

describe("a link or an executable file where an app writes", () => {
  const path = "dist/a.k8s.yaml";
  test("is there again after a failure", () => {
    const folder = project({ "main.ts": app({ rest: "app.synth(); process.exit(1);" }), "dist/target": "theirs\n" });
    symlinkSync("target", join(folder, path));
    expect(kumiki(folder, "synth", "main.ts").exitCode).toBe(1);
    expect([readlinkSync(join(folder, path)), read(folder, ["dist/target"])]).toEqual(["target", ["theirs\n"]]);
    unlinkSync(join(folder, path));
    writeFileSync(join(folder, path), "mine\n");
    chmodSync(join(folder, path), 0o750);
    expect(kumiki(folder, "synth", "main.ts").exitCode).toBe(1);
    expect([statSync(join(folder, path)).mode & 0o777, read(folder, [path])]).toEqual([0o750, ["mine\n"]]);
  });
  test("stays executable when it gets other bytes", () => {
    const folder = project({ "main.ts": app(), [path]: "old\n" });
    chmodSync(join(folder, path), 0o755);
    expect(kumiki(folder, "synth", "main.ts").exitCode).toBe(0);
    expect([statSync(join(folder, path)).mode & 0o100, read(folder, [path])]).toEqual([0o100, [configMap("a")]]);
  });
  test("is refused in one sentence where it is the output folder and leads nowhere, also if the program catches that", () => {
    const folder = project({ "main.ts": app({ rest: "try { app.synth(); } catch {}" }) });
    symlinkSync("nowhere", join(folder, "dist"));
    expect(kumiki(folder, "synth", "main.ts")).toEqual({
      exitCode: 2,
      stdout: "",
      stderr: `kumiki: Cannot write to ${folder}/dist: it is a link to nowhere, and nothing is there; make that folder, or remove the link\n`,
    });
    expect(lstatSync(join(folder, "dist")).isSymbolicLink()).toBe(true);
  });
});

/** Runs on until somebody makes a file. */
const HOLD = `require("node:fs").writeFileSync("held", "");
  const timer = setInterval(() => { if (require("node:fs").existsSync("go")) { clearInterval(timer); END } }, 20);`;

const start = (folder: string, ...args: readonly string[]): ChildProcess => {
  const child = spawn(process.execPath, [join(ROOT, "bin/kumiki.js"), ...args], {
    cwd: folder,
    stdio: ["ignore", "pipe", "pipe"],
  });
  onTestFinished(() => void child.kill("SIGKILL"));
  return child;
};

const untilHeld = (folder: string) => vi.waitFor(() => expect(existsSync(join(folder, "held"))).toBe(true), 20_000);

/** A program that holds its folder until it may go on, and another that waits for that. */
const startTwo = async (end: string) => {
  const folder = project({
    "first.ts": app({ rest: `app.synth(); ${HOLD.replace("END", end)}` }),
    "second.ts": app({ value: "2" }),
  });
  const first = start(folder, "synth", "first.ts");
  await untilHeld(folder);
  return {
    folder,
    first,
    second: start(folder, "synth", "second.ts"),
    goOn: () => writeFileSync(join(folder, "go"), ""),
  };
};

describe("a program that still runs", () => {
  test("lets another one wait that writes to the same folder, until its own files are there or gone", async () => {
    const { folder, first, second, goOn } = await startTwo("process.exit(1);");
    const said: string[] = [];
    second.stderr?.on("data", (text: Buffer) => {
      said.push(text.toString());
      goOn();
    });
    const codes = await Promise.all([once(first, "close"), once(second, "close")]);
    expect(codes.map(([code]) => code as number)).toEqual([1, 0]);
    expect(said[0]).toBe(`kumiki: Waits for another run that writes ${folder}/dist\n`);
    expect(dist(folder)).toEqual({ "a.k8s.yaml": configMap("a", "2") });
  });
  test("lets another one wait that can be told to end", async () => {
    const { folder, first, second, goOn } = await startTwo("");
    second.stderr?.once("data", () => second.kill("SIGTERM"));
    expect(await once(second, "close")).toEqual([null, "SIGTERM"]);
    goOn();
    expect(await once(first, "close")).toEqual([0, null]);
    expect(dist(folder)).toEqual({ "a.k8s.yaml": configMap("a") });
  });
  test("may start another run that writes to the same folder, and wait for it", () => {
    const inner = `${JSON.stringify(join(ROOT, "bin/kumiki.js"))}, "synth", "inner.ts"`;
    const folder = project({
      "main.ts": app({
        rest: `app.synth(); require("node:child_process").execFileSync(process.execPath, [${inner}]);`,
      }),
      "inner.ts": app({ id: "inner" }),
    });
    expect(kumiki(folder, "synth", "main.ts").exitCode).toBe(0);
    expect(Object.keys(dist(folder) ?? {})).toEqual(["a.k8s.yaml", "inner.k8s.yaml"]);
  });
  test("leaves no trace of its app when it is told to end", async () => {
    const temporary = ownTemporaryFolder();
    for (const args of [[], ["--check"]]) {
      const folder = project({ "main.ts": app({ rest: `app.synth(); ${HOLD.replace("END", "")}` }) });
      const child = start(folder, "synth", "main.ts", ...args);
      await untilHeld(folder);
      child.kill("SIGTERM");
      expect(await once(child, "close")).toEqual([null, "SIGTERM"]);
      expect(dist(folder)).toBeUndefined();
    }
    expect(leftIn(temporary)).toEqual([]);
  });
});

test("a run of several programs that is told to end takes the one along that runs, and leaves no trace of that", async () => {
  const temporary = ownTemporaryFolder();
  const folder = project({
    "first.ts": app({ id: "first" }),
    "second.ts": app({ id: "second", rest: `app.synth(); ${HOLD.replace("END", "")}` }),
    "third.ts": app({ id: "third" }),
  });
  const child = start(folder, "synth", "first.ts", "second.ts", "third.ts");
  await untilHeld(folder);
  child.kill("SIGTERM");
  expect(await once(child, "close")).toEqual([null, "SIGTERM"]);
  expect(Object.keys(dist(folder) ?? {})).toEqual(["first.k8s.yaml"]);
  expect(leftIn(temporary)).toEqual([]);
  writeFileSync(join(folder, "go"), "");
});

describe("an app beside a project", () => {
  const both = (outdir: string): string =>
    `import { Project } from "kumiki"; ${app({ props: `outdir: "${outdir}"` })} export default new Project({ defaults: "2026-11" });`;
  test("may write to the project's folder, to folders in it, and where the next program writes", () => {
    const folder = project({
      "cdk8s.yaml": "kumiki:\n  programs: [one.ts, two.ts]\n",
      "one.ts": `${both("dist")} new App({ outdir: "dist/inner" }).synth();`,
      "two.ts": app({ id: "two" }),
    });
    expect(kumiki(folder, "synth")).toMatchObject({ exitCode: 0 });
    expect(Object.keys(dist(folder) ?? {})).toEqual(["a.k8s.yaml", "two.k8s.yaml"]);
  });
  test("goes where the project cannot be written or compared, and its temporary folder with it", () => {
    const temporary = ownTemporaryFolder();
    const folder = project({ "main.ts": both("charts"), dist: "a file\n" });
    mkdirSync(join(folder, "charts"));
    for (const args of [[], ["--check"]]) {
      expect(kumiki(folder, "synth", "main.ts", ...args).exitCode).toBe(2);
      expect(readdirSync(join(folder, "charts"))).toEqual([]);
    }
    expect(leftIn(temporary)).toEqual([]);
  });
});
