import { expect, test } from "vitest";
import { dist, project, runNode } from "../cli/apps/project.ts";

const PROGRAM = `
const { ApiObject, Chart } = require("cdk8s");
const { Project } = require("kumiki");
module.exports = (value) => {
  const project = new Project({ defaults: "2026-11" });
  const object = { apiVersion: "v1", kind: "ConfigMap", metadata: { name: "a" }, data: { value } };
  new ApiObject(new Chart(project, "loose"), "object", object);
  project.synth();
};
`;

test("a project that `node --eval` synthesizes knows its output again", () => {
  const folder = project({ "make.cjs": PROGRAM });
  for (const value of ["1", "2"]) {
    expect(runNode(folder, "--eval", `require("./make.cjs")("${value}")`)).toEqual({
      exitCode: 0,
      stdout: "",
      stderr: "",
    });
    const text = dist(folder)?.["loose/manifests/configmap-a.yaml"];
    expect(text).toMatch(/^# Written by kumiki from node; do not edit\n/);
    expect(text).toContain(`value: "${value}"`);
  }
});
