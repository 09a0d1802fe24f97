import { execFileSync, spawnSync } from "node:child_process";
import { readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { parseYaml } from "../../lib/index.ts";
import { canMount } from "../can-mount.ts";
import { type Files, filesIn, ROOT, run, scratch, writeFiles } from "../terminal.ts";
import { BIN } from "./installed.ts";

const FILES = [
  ".github/workflows/check.yml",
  ".gitignore",
  "README.md",
  "cdk8s.yaml",
  "main.ts",
  "package.json",
  "test/main.test.ts",
  "tsconfig.json",
];

const read = (...path: readonly string[]): string => readFileSync(join(...path), "utf8");

interface PackageJson {
  readonly scripts: Readonly<Record<string, string>>;
  readonly dependencies: Readonly<Record<string, string>>;
  readonly devDependencies: Readonly<Record<string, string>>;
}

const packageOf = (folder: string): PackageJson => JSON.parse(read(folder, "package.json")) as PackageJson;

/** A folder with these files in it, made a project. */
const init = async (files: Files) => {
  const folder = writeFiles(scratch(), files);
  return { folder, ...(await run(["init"], folder)) };
};

describe("kumiki init", () => {
  test("writes a project that synthesizes, whose output is then fresh", async () => {
    const folder = scratch();
    const made = await run(["init", "a/b"], folder);
    expect(made).toMatchObject({ exitCode: 0, stderr: "a/b: 8 files written\n" });
    const project = join(folder, "a", "b");
    expect(Object.keys(filesIn(project))).toEqual(FILES);
    expect(await run(["synth"], project)).toMatchObject({
      exitCode: 0,
      stderr: expect.stringContaining("dist: 22 added") as string,
    });
    expect(await run(["synth", "--check"], project)).toMatchObject({ exitCode: 0, stdout: "" });
    expect(filesIn(project)["dist/hosts/nas/exports"]).toContain("/srv/blog/content 203.0.113.11(");
  });

  test("says what to do next, beginning with the way there", async () => {
    const there = await run(["init", "site"], scratch());
    expect(there.stdout).toMatch(/^\nNext:\n {2}cd site\n {2}npm install\n {2}edit main.ts .*\n {2}npm run synth /);
    const here = await run(["init"], scratch());
    expect(here.stdout).toMatch(/^\nNext:\n {2}npm install\n/);
    for (const [name, shown] of Object.entries({
      "it's mine": String.raw`'it'\''s mine'`,
      "-x": "./-x",
      "a/b-1": "a/b-1",
    }))
      expect((await run(["init", "--", name], scratch())).stdout).toContain(`\nNext:\n  cd ${shown}\n  npm install\n`);
    const steps = [...there.stdout.matchAll(/npm run (\w+)/g)].map(([, name]) => name);
    expect(steps).toEqual(["synth", "check"]);
  });

  test("takes the same versions as this package is tested with, and kumiki from where it runs", async () => {
    const { folder } = await init({});
    const own = JSON.parse(read(ROOT, "package.json")) as PackageJson;
    const { dependencies, devDependencies } = packageOf(folder);
    const { kumiki, vite, ...others } = { ...dependencies, ...devDependencies };
    expect(others).toEqual(
      Object.fromEntries(Object.keys(others).map((name) => [name, `^${own.devDependencies[name]}`])),
    );
    const { packages } = JSON.parse(read(ROOT, "package-lock.json")) as Lock;
    expect(vite).toBe(`~${packages["node_modules/vite"]?.version}`);
    expect(join(folder, kumiki?.replace("file:", "") ?? "")).toBe(ROOT);
  });

  test("writes commands, files and scripts that there are into README and workflow", async () => {
    const { folder } = await init({});
    const { scripts } = packageOf(folder);
    const workflow = read(folder, ".github/workflows/check.yml");
    for (const text of [read(folder, "README.md"), workflow])
      for (const [, name = ""] of text.matchAll(/npm run (\w+)/g)) expect(Object.keys(scripts)).toContain(name);
    const [document] = parseYaml(workflow, "check.yml") as readonly { readonly jobs: Jobs }[];
    expect(document?.jobs["check"]?.steps.flatMap((step) => step["run"] ?? [])).toEqual([
      "npm ci",
      "npm run check",
      "npm test",
    ]);
  });

  test("completes what npm and a git host made, and leaves README and LICENSE as they are", async () => {
    const before = {
      ".gitignore": "*.log\n/node_modules",
      "README.md": "# Ours\n",
      LICENSE: "MIT\n",
      "package.json":
        '{\n    "name": "ours",\n    "scripts": {\n        "test": "echo \\"Error: no test specified\\" && exit 1"\n    },\n' +
        '    "devDependencies": {\n        "kumiki": "file:k.tgz"\n    },\n    "dependencies": {\n        "cdk8s": "2.68.12"\n    }\n}\n',
    };
    const { folder, stderr } = await init(before);
    expect(stderr).toBe(
      "this folder: 5 files written; package.json completed; .gitignore left as it is; README.md left as it is\n",
    );
    expect(filesIn(folder)).toMatchObject({ ...before, "package.json": expect.any(String) as string });
    expect(packageOf(folder)).toMatchObject({
      name: "ours",
      scripts: { synth: "kumiki synth", test: "vitest run" },
      dependencies: { cdk8s: "2.68.12", constructs: expect.stringMatching(/^\^10/) as string },
      devDependencies: { kumiki: "file:k.tgz", vitest: expect.stringMatching(/^\^/) as string },
    });
    expect(packageOf(folder).dependencies["kumiki"]).toBeUndefined();
    expect(read(folder, "package.json")).toMatch(/^\{\n {4}"name"/);
    const marked = await init({ "package.json": '\uFEFF{\n    "name": "ours"\n}\n' });
    expect(read(marked.folder, "package.json")).toMatch(/^\{\n {4}"name": "ours",/);
    const added = await init({ ".gitignore": "*.log" });
    expect(read(added.folder, ".gitignore")).toBe("*.log\nnode_modules/\n");
  });

  test("lets git take the output where a repository around the project leaves out what is called so", async () => {
    const repository = scratch();
    execFileSync("git", ["init", "--quiet"], { cwd: repository });
    writeFileSync(join(repository, ".gitignore"), "node_modules\ndist\n");
    expect((await run(["init", "packages/infra"], repository)).exitCode).toBe(0);
    const folder = join(repository, "packages", "infra");
    expect(read(folder, ".gitignore")).toBe("node_modules/\n!/dist/\n");
    expect((await run(["synth"], folder)).exitCode).toBe(0);
    const seen = execFileSync("git", ["ls-files", "--others", "--exclude-standard"], { cwd: folder, encoding: "utf8" });
    expect(seen).toContain("dist/home/README.md\n");
    expect(read((await init({})).folder, ".gitignore")).toBe("node_modules/\n");
  });

  test("keeps the line ends of Windows in what it completes", async () => {
    const before = { "package.json": '{\r\n\t"name": "ours"\r\n}\r\n', ".gitignore": "*.log\r\n*.tmp" };
    const { folder } = await init(before);
    expect(read(folder, "package.json")).toMatch(/^\{\r\n\t"name": "ours",\r\n(?:[^\n]*\r\n)*\}\r\n$/);
    expect(read(folder, ".gitignore")).toBe("*.log\r\n*.tmp\r\nnode_modules/\r\n");
  });
});

interface Lock {
  readonly packages: Readonly<Record<string, { readonly version: string }>>;
}

interface Jobs {
  readonly [name: string]: { readonly steps: readonly Readonly<Record<string, string>>[] } | undefined;
}

describe("kumiki init refuses, and writes nothing", () => {
  const check = async (files: Files, obstacles: string): Promise<void> => {
    const { folder, exitCode, stderr } = await init(files);
    expect(stderr).toBe(
      "kumiki: Cannot make a project in this folder: nothing is overwritten, and found " +
        `${obstacles}; move that away, or name a new folder: kumiki init DIR\n`,
    );
    expect(exitCode).toBe(2);
    expect(filesIn(folder)).toEqual(files);
  };

  test("where files are in the way, and names all of them", () =>
    check({ "main.ts": "mine", "test/main.test.ts": "mine", other: "" }, "main.ts, test/main.test.ts"));
  test("in a folder that is a project already", async () => {
    const { folder } = await init({});
    const before = filesIn(folder);
    expect((await run(["init"], folder)).stderr).toContain("and found .github/workflows/check.yml, cdk8s.yaml,");
    expect(filesIn(folder)).toEqual(before);
  });
  test("where a script does something else", () =>
    check({ "package.json": '{"scripts":{"test":"jest"}}' }, 'package.json (its script "test" is "jest")'));
  test("where package.json is none", () => check({ "package.json": "{" }, "package.json (no JSON)"));
  test("where git would leave the output out", () =>
    check({ ".gitignore": "a\n/dist/\n" }, '.gitignore (its line "/dist/" keeps out what is to be committed)'));
  test("where a file stands in a folder's place", () => check({ test: "" }, "test (no folder)"));
  test("where a link leads nowhere", async () => {
    const folder = scratch();
    symlinkSync(join(folder, "nowhere"), join(folder, "main.ts"));
    expect(await run(["init"], folder)).toMatchObject({
      exitCode: 2,
      stderr: expect.stringContaining("and found main.ts;") as string,
    });
    expect(filesIn(folder)).toEqual({});
  });
  test("in a file, and below one", async () => {
    const folder = scratch();
    writeFileSync(join(folder, "file"), "");
    for (const name of ["file", "file/site"])
      expect(await run(["init", name], folder)).toMatchObject({
        exitCode: 2,
        stderr: `kumiki: Cannot make a project in ${name}: ${join(folder, "file")} is no folder; name another, or none for this one\n`,
      });
  });
  test("where a file cannot be written, and takes back those before it", async () => {
    const files = { "package.json": "{}", "package.json.kumiki-init": "theirs" };
    const { folder, exitCode, stderr } = await init({ ...files, ".gitignore": "" });
    expect(stderr).toContain(": package.json.kumiki-init: it is there already; no file was left\n");
    expect(exitCode).toBe(2);
    expect(filesIn(folder)).toEqual({ ...files, ".gitignore": "" });
  });
  describe.runIf(canMount)("on a disk", () => {
    /** What is said, and then what lies there. */
    const initOn = (mount: string) => {
      const script = `mount -t tmpfs -o ${mount} none "$1"; "$2" "$3" init "$1/sites/first"; test $? = 2 && find "$1" -mindepth 1 >&2`;
      const args = ["-m", "sh", "-c", script, "sh", scratch(), process.execPath, BIN];
      const { status, stderr } = spawnSync("unshare", args, { cwd: ROOT, encoding: "utf8" });
      return { status, said: stderr.slice(stderr.indexOf("sites/first: ") + "sites/first: ".length) };
    };
    test("that is read-only", () =>
      expect(initOn("ro")).toEqual({
        status: 0,
        said: ".github/workflows/check.yml: the disk is read-only; no file was left\n",
      }));
    test("that is full, and leaves neither a file nor a folder", () =>
      expect(initOn("size=16k")).toEqual({ status: 0, said: "main.ts: the disk is full; no file was left\n" }));
  });
});
