import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { loadAll } from "js-yaml";
import { describe, expect, test } from "vitest";
import { filesIn, ROOT } from "../../terminal.ts";
import { app, configMap, dist, kumiki, project, runNode } from "./project.ts";

const PROJECT = `import { Project } from "kumiki"; export default new Project({ defaults: "2026-11" });`;

const configMapStream = (name: string): string => `---\n${configMap(name)}`;

describe("cdk8s.yaml", () => {
  test("names the script in app:, and the folder in output:, where kumiki.programs is not there", () => {
    for (const command of ["npx ts-node src/main.ts", "node ./src/main.ts"]) {
      const folder = project({ "cdk8s.yaml": `app: ${command}\noutput: charts\n`, "src/main.ts": app() });
      expect(kumiki(folder, "synth")).toMatchObject({
        exitCode: 0,
        stderr: "charts: 1 added, 0 changed, 0 removed, 0 unchanged\n",
      });
      expect(filesIn(join(folder, "charts"))).toEqual({ "a.k8s.yaml": configMap("a") });
    }
  });
  test("is not half obeyed where it asks for a chart of Helm, which cdk8s writes around what kumiki makes", () => {
    const config = (command: string): string =>
      `app: ${command}\noutput: charts\nsynthConfig:\n  format: helm\n  chartApiVersion: v2\n  chartVersion: 1.2.3\n`;
    const folder = project({ "cdk8s.yaml": config("node main.js"), "main.ts": app() });
    const { exitCode, stderr } = kumiki(folder, "synth", "main.ts");
    expect([exitCode, stderr]).toEqual([2, expect.stringContaining("run npx cdk8s synth with app: npx kumiki synth")]);
    writeFileSync(join(folder, "cdk8s.yaml"), config(`node ${join(ROOT, "bin/kumiki.js")} synth main.ts`));
    expect(
      runNode(folder, join(ROOT, "node_modules/.bin/cdk8s"), "synth", "--no-check-upgrade", "--format", "helm")
        .exitCode,
    ).toBe(0);
    expect(Object.keys(filesIn(join(folder, "charts")))).toEqual(["Chart.yaml", "README.md", "templates/a.k8s.yaml"]);
  });
  test("may list several programs, each of which has its own process, beside those that export a project", () => {
    const programs = "kumiki:\n  programs: [one.ts, two.ts, three.ts]\n";
    const folder = project({
      "cdk8s.yaml": programs,
      "one.ts": app({ id: "one", rest: "(globalThis as any).seen = 1; app.synth(); process.exit(0);" }),
      "two.ts": app({ id: "two", rest: "if (!(globalThis as any).seen) app.synth();" }),
      "three.ts": PROJECT,
    });
    expect(kumiki(folder, "synth")).toMatchObject({ exitCode: 0 });
    expect(Object.keys(dist(folder) ?? {})).toEqual(["one.k8s.yaml", "two.k8s.yaml"]);
    expect(loadAll(kumiki(folder, "synth", "--stdout").stdout)).toHaveLength(2);
    const { stdout } = kumiki(folder, "synth", "--format", "json", "--out", "other");
    expect(JSON.parse(stdout)).toMatchObject({ findings: [], added: ["other/one.k8s.yaml", "other/two.k8s.yaml"] });
    writeFileSync(join(folder, "two.ts"), "process.exit(5);");
    expect(kumiki(folder, "synth")).toMatchObject({ exitCode: 5 });
  });
});

describe("several programs", () => {
  test("are all run, in whatever order those come that export a project", () => {
    for (const name of ["first.ts", "first.mjs"]) {
      const folder = project({ [name]: PROJECT, "a.ts": app(), "b.ts": app({ id: "b" }) });
      expect(kumiki(folder, "synth", name, "a.ts", "b.ts")).toMatchObject({ exitCode: 0 });
      expect(Object.keys(dist(folder) ?? {})).toEqual(["a.k8s.yaml", "b.k8s.yaml"]);
    }
  });
});

test("what programs print themselves goes to standard error where standard output is for a program to read", () => {
  const speaking = 'console.log("hello"); process.stdout.write("there\\n");';
  const folder = project({
    "a.ts": `${speaking} ${app()}`,
    "b.ts": `${speaking} ${app({ id: "b", rest: "app.synth(); process.exit();" })}`,
    "p.ts": `${speaking} ${PROJECT}`,
  });
  const check = (...programs: readonly string[]): void => {
    const stream = kumiki(folder, "synth", ...programs, "--stdout");
    const json = kumiki(folder, "synth", ...programs, "--check", "--format", "json");
    expect([stream.stdout, json.stdout].join("")).not.toMatch(/hello|there/);
    expect(JSON.parse(json.stdout)).toMatchObject({ findings: [] });
    for (const { stderr } of [stream, json]) expect(stderr.match(/hello\nthere\n/g)).toHaveLength(programs.length);
  };
  check("a.ts");
  check("b.ts");
  check("p.ts");
  check("a.ts", "b.ts");
});

test("what processes print that programs start goes there too, however they share standard output", () => {
  const check = (head: string, start: string): void => {
    const text = `${head} ${app({ rest: "app.synth();" })} ${start}`;
    const folder = project({ "main.ts": text, "said.js": 'console.log("said"); process.stderr.write("there\\n");' });
    const { exitCode, stdout, stderr } = kumiki(folder, "synth", "main.ts", "--stdout", "--quiet");
    expect([exitCode, stdout, stderr.split("\n").toSorted()]).toEqual([0, configMapStream("a"), ["", "said", "there"]]);
  };
  const arrays = 'import { execSync, spawnSync, spawn, fork, execFileSync } from "node:child_process";';
  check(arrays, 'execSync("node said.js", { stdio: "inherit" });');
  check(arrays, 'spawnSync("node", ["said.js"], { stdio: ["ignore", process.stdout, 2] });');
  check(arrays, 'execFileSync("node", ["said.js"], { stdio: ["ignore", 1, "inherit"] });');
  check(arrays, 'spawn("node", ["said.js"], { stdio: [0, "inherit", "inherit"] });');
  check('const processes = require("child_process");', 'processes.fork("./said.js");');
});

test("--out refuses programs whose files would meet in one, and leaves the first one's", () => {
  const folder = project({
    "a.ts": app({ props: 'outdir: "one"' }),
    "b.ts": app({ props: 'outdir: "two"', value: "2" }),
    "c.ts": `import "kumiki/k8s/core/v1"; ${app({ props: 'outdir: "three"', value: "3" })}`,
  });
  const check = (first: string, second: string): void =>
    expect(kumiki(folder, "synth", first, second, "--out", `of-${first}`)).toMatchObject({
      exitCode: 2,
      stderr: expect.stringContaining(
        `kumiki: Cannot write of-${first}/a.k8s.yaml: ${first} and ${second} both make it; name`,
      ) as string,
    });
  check("a.ts", "b.ts");
  check("c.ts", "b.ts");
  check("b.ts", "c.ts");
  expect(filesIn(join(folder, "of-a.ts"))).toEqual({ "a.k8s.yaml": configMap("a") });
  for (let run = 0; run < 2; run += 1) expect(kumiki(folder, "synth", "a.ts", "--out", "of-a.ts").exitCode).toBe(0);
  expect(kumiki(folder, "synth", "a.ts", "b.ts").exitCode).toBe(0);
});

describe("several programs of which one fails", () => {
  const refused = app({ id: "b", rest: 'app.node.addValidation({ validate: () => ["is not well"] }); app.synth();' });
  const wrongProject = `import { Project } from "kumiki"; const project = new Project({ defaults: "2026-11" });
    project.node.addValidation({ validate: () => ["is not well"] }); export default project;`;
  test("print nothing with --stdout, since half a stream would be applied", () => {
    const check = (text: string, ...programs: readonly string[]): void => {
      const folder = project({ "a.ts": app(), "b.ts": text, "p.ts": PROJECT });
      const { exitCode, stdout, stderr } = kumiki(folder, "synth", ...programs, "--stdout");
      expect([exitCode > 0, stdout]).toEqual([true, ""]);
      expect(stderr).toContain("nothing was printed");
      expect(stderr).not.toContain("nothing was written");
    };
    check(refused, "a.ts", "b.ts");
    check(refused, "a.ts", "b.ts", "p.ts");
    check("process.exit(5);", "a.ts", "b.ts");
    check("throw new Error('broken');", "b.ts", "p.ts", "a.ts");
    check(wrongProject, "a.ts", "b.ts");
  });
  test("say what was written and what was not", () => {
    const folder = project({ "a.ts": app(), "b.ts": refused, "p.ts": wrongProject });
    const { exitCode, stderr } = kumiki(folder, "synth", "a.ts", "b.ts", "p.ts");
    expect([exitCode, stderr.split("\n").filter((line) => !line.startsWith("error "))]).toEqual([
      1,
      [
        "dist: 1 added, 0 changed, 0 removed, 0 unchanged",
        "nothing was written of this program",
        "dist: nothing was written of p.ts: 1 error",
        "",
      ],
    ]);
    expect(Object.keys(dist(folder) ?? {})).toEqual(["a.k8s.yaml"]);
    const { stdout } = kumiki(folder, "synth", "a.ts", "b.ts", "--format", "json", "--out", "other");
    expect(JSON.parse(stdout)).toMatchObject({ findings: [{ code: "app-validation" }], added: ["other/a.k8s.yaml"] });
    expect(kumiki(folder, "synth", "a.ts", "b.ts", "--check").stderr).not.toContain("nothing was");
  });
});

describe("one of several programs that imports kumiki and ends its process", () => {
  test("has one of its own, as those that do not import it", () => {
    const check = (head: string, ending: string, exitCode = 0): void => {
      const q = `import "kumiki/k8s/core/v1"; ${head} ${app({ id: "q", rest: `app.synth(); ${ending}` })}`;
      const folder = project({ "q.ts": q, "a.ts": app(), "p.ts": PROJECT });
      expect(kumiki(folder, "synth", "q.ts", "a.ts", "p.ts")).toMatchObject({ exitCode });
      expect(Object.keys(dist(folder) ?? {})).toEqual(["a.k8s.yaml", ...(exitCode === 0 ? ["q.k8s.yaml"] : [])]);
    };
    check("", "process.exit(0);");
    check("", "process.exit(5);", 5);
    check('import { exit } from "node:process";', "exit();");
    check('import * as own from "process";', "own.exit();");
    check('import own from "node:process";', "own.exit();");
    check('const { exit: leave } = require("node:process");', "leave();");
    check("const { exit: end } = process;", "end();");
  });
  test("may still export a project, which is synthesized with the others", () => {
    const leaving = `${PROJECT} if (process.argv.length > 5) process.exit(1);`;
    const folder = project({ "q.ts": leaving, "a.ts": app(), "p.ts": PROJECT });
    expect(kumiki(folder, "synth", "q.ts", "p.ts", "a.ts")).toMatchObject({ exitCode: 0 });
    expect(Object.keys(dist(folder) ?? {})).toEqual(["a.k8s.yaml"]);
  });
});

describe("one of several programs whose package ends their common process", () => {
  const ending = `import "kumiki/k8s/core/v1"; import { end } from "ending"; ${app({ id: "q", rest: "app.synth(); end();" })}`;
  const modules = { "node_modules/ending/index.js": "exports.end = () => process.exit(0);" };
  test("does not end the run as if all were done, and leaves nothing", () => {
    for (const flags of [[], ["--stdout"], ["--check"], ["--format", "json"]]) {
      const folder = project({ ...modules, "q.ts": ending, "a.ts": app() });
      expect(kumiki(folder, "synth", "q.ts", "a.ts", ...flags)).toEqual({
        exitCode: 2,
        stdout: "",
        stderr: expect.stringMatching(
          /^kumiki: Cannot synthesize q\.ts beside .* nothing was made of q\.ts, a\.ts,/,
        ) as string,
      });
      expect(dist(folder)).toBeUndefined();
    }
    const folder = project({ ...modules, "q.ts": ending });
    expect(kumiki(folder, "synth", "q.ts")).toMatchObject({ exitCode: 0 });
    expect(Object.keys(dist(folder) ?? {})).toEqual(["q.k8s.yaml"]);
  });
});

describe("npx cdk8s synth", () => {
  const cdk8s = (folder: string, ...args: readonly string[]) =>
    runNode(folder, join(ROOT, "node_modules/.bin/cdk8s"), "synth", "--no-check-upgrade", ...args);
  const command = `node ${join(ROOT, "bin/kumiki.js")} synth main.ts`;
  const twice = `${app({ id: "b" })} new ApiObject(new Chart(app, "a"), "object", { apiVersion: "v1", kind: "ConfigMap", metadata: { name: "a" } }); app.synth();`;
  test("gives the same with kumiki as its app, and its stream whole and in order", () => {
    const folder = project({ "cdk8s.yaml": `app: ${command}\noutput: charts\n`, "main.ts": twice });
    expect(cdk8s(folder)).toMatchObject({ exitCode: 0 });
    expect(Object.keys(filesIn(join(folder, "charts")))).toEqual(["a.k8s.yaml", "b.k8s.yaml"]);
    const streamed = loadAll(cdk8s(folder, "--stdout").stdout) as readonly {
      readonly metadata: { readonly name: string };
    }[];
    expect(streamed.map(({ metadata }) => metadata.name)).toEqual(["b", "a"]);
  });
  test("is as it was with the program itself as its app", () => {
    const folder = project({
      "cdk8s.yaml": "app: node main.js\n",
      "main.js": app().replace(/import (.*) from "cdk8s"/, 'const $1 = require("cdk8s")'),
    });
    expect(kumiki(folder, "synth")).toMatchObject({ exitCode: 0 });
    expect(cdk8s(folder)).toMatchObject({ exitCode: 0 });
    expect(dist(folder)).toEqual({ "a.k8s.yaml": configMap("a") });
    expect(kumiki(folder, "synth", "--check")).toMatchObject({ exitCode: 0, stdout: "" });
  });
});

describe("kumiki refuses", () => {
  const refusal = (folder: string): string => {
    const { exitCode, stderr } = kumiki(folder, "synth", "main.ts");
    expect([exitCode, dist(folder)]).toEqual([2, undefined]);
    return stderr;
  };
  test("a program that makes no app and no project", () =>
    expect(refusal(project({ "main.ts": app({ rest: "" }) }))).toBe(
      "kumiki: Cannot synthesize main.ts: it exports no project and synthesized no app of cdk8s; write `export default project`, where project is a Project of kumiki, or call synth() of the app\n",
    ));
  test("clusters of a program that has none", () => {
    const folder = project({ "main.ts": app() });
    expect(kumiki(folder, "synth", "main.ts", "--cluster", "lecture")).toMatchObject({
      exitCode: 2,
      stderr: "kumiki: Cannot synthesize main.ts: apps of cdk8s have no clusters; leave --cluster out\n",
    });
    expect(dist(folder)).toBeUndefined();
  });
  test("clusters of several programs that have none, which are left out only beside a project", () => {
    const folder = project({ "one.ts": app(), "two.ts": app({ id: "b" }), "three.ts": PROJECT });
    const { exitCode, stderr } = kumiki(folder, "synth", "one.ts", "two.ts", "--cluster", "lecture");
    expect([exitCode, stderr, dist(folder)]).toEqual([
      2,
      'kumiki: Cannot synthesize cluster "lecture": one.ts, two.ts are programs of cdk8s, which have no clusters; leave --cluster out\n',
      undefined,
    ]);
    expect(kumiki(folder, "synth", "one.ts", "three.ts", "--cluster", "lecture")).toMatchObject({
      exitCode: 2,
      stderr: 'kumiki: Cannot synthesize cluster "lecture": there are none; leave --cluster out\n',
    });
  });
  test("a release of cdk8s that was not compared, also where the program catches that", () => {
    const other = "node_modules/other/lib";
    const folder = project({
      "main.ts": 'import { App } from "other/lib/app"; try { new App().synth(); } catch {}',
      [`${other}/app.js`]:
        'class App { synth() {} } App[Symbol.for("jsii.rtti")] = { fqn: "cdk8s.App", version: "2.6.0" }; exports.App = App;',
    });
    expect(refusal(folder)).toContain(
      "found cdk8s 2.6.0 (node_modules/other/lib/app.js); allowed is cdk8s 2.58 to 2.70",
    );
  });
  test("cdk8s inside the program's own files, or inside a package that gives no way to it", () => {
    const inside = 'class App { synth() {} } App[Symbol.for("jsii.rtti")] = { fqn: "cdk8s.App", version: "2.70.0" };';
    expect(refusal(project({ "main.ts": `${inside} new App().synth();` }))).toContain(
      "Cannot synthesize main.ts: it brings cdk8s inside its own files",
    );
    const folder = project({
      "main.ts": 'import "hidden";',
      "node_modules/hidden/index.js": `${inside} new App().synth();`,
    });
    expect(refusal(folder)).toContain("found cdk8s inside node_modules/hidden/index.js");
  });
});
