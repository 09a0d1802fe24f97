import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { valuesShownIn } from "../shown-values.ts";
import { app, configMap, kumiki, project } from "./project.ts";

/** A program with a Secret and objects that hold copies of its value. */
const program = (value: string, { props = "", rest = "app.synth();" } = {}): string =>
  app({
    props,
    value: `a://u:${value}@b`,
    rest: `const S = ${JSON.stringify(value)};
new ApiObject(new Chart(app, "secrets"), "secret", { apiVersion: "v1", kind: "Secret", metadata: { name: "s" }, stringData: { password: S, isSet: "true" } });
new ApiObject(new Chart(app, "copies"), "copy", { apiVersion: "v1", kind: "ConfigMap", metadata: { name: "copy" }, data: { encoded: Buffer.from(S).toString("base64"), isTrue: "true" } });
${rest}`,
  });

const VALUES = ["topsecret-old", "topsecret-new"];

const shownIn = (text: string): readonly string[] => valuesShownIn(text, VALUES);

describe("values of Secrets in apps of a program", () => {
  test.each([
    ["files of charts", ""],
    ["one file", "yamlOutputType: YamlOutputType.FILE_PER_APP"],
  ])("are hidden where --check shows copies of them in %s", (_, props) => {
    const text = (value: string): string =>
      program(value, { props }).replace("{ ApiObject,", "{ ApiObject, YamlOutputType,");
    const folder = project({ "main.ts": text("topsecret-old") });
    kumiki(folder, "synth", "main.ts");
    writeFileSync(join(folder, "main.ts"), text("topsecret-new"));
    for (const format of ["text", "json"]) {
      const { exitCode, stdout, stderr } = kumiki(folder, "synth", "main.ts", "--check", "--format", format);
      expect({ exitCode, shown: shownIn(stdout + stderr) }).toEqual({ exitCode: 1, shown: [] });
      expect(stdout.match(/[-+] {2}(value: a:\/\/u:|encoded: |password: .?.?)\(hidden [0-9a-f]{12}\)/g)).toHaveLength(
        6,
      );
      expect(stdout).toMatch(/ {2}isTrue: .?"true/);
    }
  });
  test("are hidden where --check shows copies, and git has left conflicts in the file of the Secret", () => {
    const folder = project({ "main.ts": program("topsecret-new") });
    kumiki(folder, "synth", "main.ts");
    for (const base of ["", "||||||| base\n  password: topsecret-base\n"]) {
      const conflict = `stringData:\n<<<<<<< HEAD\n  password: topsecret-new\n${base}=======\n  password: topsecret-old\n>>>>>>> other\n`;
      const secret = join(folder, "dist/secrets.k8s.yaml");
      const whole = readFileSync(secret, "utf8");
      writeFileSync(secret, whole.replace(/stringData:[^]*/, conflict));
      writeFileSync(join(folder, "dist/a.k8s.yaml"), configMap("a", "topsecret-old of the other side, topsecret-base"));
      const { exitCode, stdout, stderr } = kumiki(folder, "synth", "main.ts", "--check");
      expect({ exitCode, shown: shownIn(stdout + stderr) }).toEqual({ exitCode: 1, shown: [] });
      expect(stdout.includes("topsecret-base")).toBe(base === "");
      writeFileSync(secret, whole);
    }
  });
  test.each([
    ["after synth()", "app.synth(); throw new Error(`boom ${S}`);"],
    ["before synth()", "throw new Error(`boom ${S}`);"],
    ["after synthYaml()", "app.synthYaml(); throw new Error(`boom ${encodeURIComponent(S)}`);"],
    ["as the cause", "app.synth(); throw new Error('boom', { cause: new RangeError(`boom ${S}`) });"],
    ["as one that is gathered", "app.synth(); throw new AggregateError([new Error(`boom ${S}`)], 'boom');"],
    ["in its stack alone", "throw Object.assign(new Error('boom'), { stack: `Error: boom ${S}` });"],
    ["late", "app.synth(); setTimeout(() => { throw new Error(`boom ${S}`); }, 1);"],
    ["late, and as a text", "app.synth(); setTimeout(() => { throw `boom ${S}`; }, 1);"],
    [
      "where the Secret cannot say what it is",
      "const own = app.node.findAll().find((each) => each.kind === 'Secret'); own.toJson = () => { throw new Error(S); };" +
        "try { app.synth(); } catch (error) { throw new Error(`boom ${S}`, { cause: error }); }",
    ],
    ["as a text", "throw `boom ${S}`;"],
    ["in a validation", "app.node.addValidation({ validate: () => { throw new Error(`boom ${S}`); } }); app.synth();"],
  ])("are not shown by an error that the program throws %s", (_, rest) => {
    const folder = project({ "main.ts": program("topsecret-old", { rest }) });
    const { exitCode, stdout, stderr } = kumiki(folder, "synth", "main.ts");
    expect({ exitCode, shown: shownIn(stdout + stderr) }).toEqual({ exitCode: 2, shown: [] });
    expect(stderr).toContain("boom (hidden)");
  });
  test("are not shown by an error that a program throws before it exports its project", () => {
    const text = program("topsecret-old", { rest: "throw new Error(`boom ${S}`); export default app;" })
      .replace("new App({  })", 'new Project({ defaults: "2026-11" })')
      .replace("import", 'import { Project } from "kumiki"; import');
    const { exitCode, stderr } = kumiki(project({ "main.ts": text }), "synth", "main.ts");
    expect({ exitCode, shown: shownIn(stderr) }).toEqual({ exitCode: 2, shown: [] });
    expect(stderr).toContain("boom (hidden)");
  });
  test("are hidden where another program of the run has copies of them", () => {
    const holding = program("topsecret-new");
    const folder = project({ "a.ts": app({ id: "b", value: "topsecret-old" }), "b.ts": holding });
    kumiki(folder, "synth", "a.ts", "b.ts");
    writeFileSync(join(folder, "a.ts"), app({ id: "b", value: "topsecret-new" }));
    for (const format of ["text", "json"]) {
      const { exitCode, stdout, stderr } = kumiki(folder, "synth", "a.ts", "b.ts", "--check", "--format", format);
      expect(exitCode).toBe(1);
      expect(stdout).toMatch(/\+ {2}value: .?.?\(hidden [0-9a-f]{12}\)/);
      expect(shownIn(stdout + stderr)).toEqual(["topsecret-old"]);
    }
  });
});
