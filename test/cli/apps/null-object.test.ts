import { expect, test } from "vitest";
import { filesIn } from "../../terminal.ts";
import { kumiki, project, runNode } from "./project.ts";

/** Synthesizes objects that give these instead of themselves, each in every output type, and prints what that throws. */
const PROGRAM = `import { ApiObject, App, Chart } from "cdk8s";
for (const given of [null, undefined, { kind: "A" }, { metadata: { name: "b" } }, { kind: "A", metadata: null }])
  for (const yamlOutputType of [0, 1, 2, 3]) {
    const app = new App({ yamlOutputType, outdir: ["dist/", yamlOutputType, given && Object.keys(given)].join("") });
    const object = new ApiObject(new Chart(app, "a"), "object", { apiVersion: "v1", kind: "ConfigMap" });
    object.toJson = () => given;
    try { app.synth(); } catch (error) { console.log(String(given), yamlOutputType, String(error)); }
  }`;

test("what is no object is written, or fails, in every output type as in cdk8s, with its words", () => {
  const [own, here] = [project({ "main.mjs": PROGRAM }), project({ "main.mjs": PROGRAM })];
  const { stdout, exitCode } = runNode(own, "main.mjs");
  expect(kumiki(here, "synth", "main.mjs")).toMatchObject({ exitCode, stdout });
  expect(stdout).toContain("null 2 TypeError: Cannot read properties of null (reading 'kind')\n");
  expect(filesIn(`${here}/dist`)).toEqual(filesIn(`${own}/dist`));
});
