import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { app, kumiki, project } from "./project.ts";

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

/** Every value that a text shows, plain or as base64. */
const shownIn = (text: string): readonly string[] =>
  VALUES.filter((value) => text.includes(value) || text.includes(Buffer.from(value).toString("base64")));

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
