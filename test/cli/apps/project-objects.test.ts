import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { filesIn } from "../../terminal.ts";
import { dist, kumiki, project, runNode } from "./project.ts";

const PROGRAM = `
const { ApiObject, Chart, JsonPatch, Lazy } = require("cdk8s");
const { Deployment, Ingress, IngressBackend, Secret } = require("cdk8s-plus-28");
const { Project } = require("kumiki");

const own = ApiObject.prototype.toJson;
process.on("exit", () => console.error(ApiObject.prototype.toJson === own ? "cdk8s's own" : "quick"));

const asked = [];
const registry = {
  resolve: (context) => {
    asked.push(context.key.join("."));
    if (context.value === "nginx" && context.key.at(-1) === "image") context.replaceValue("registry.example/nginx");
  },
};
const fill = (chart) => {
  const deployment = new Deployment(chart, "web", { containers: [{ image: "nginx", portNumber: 80, envVariables: {} }] });
  const service = deployment.exposeViaService();
  new Ingress(chart, "in", { rules: [{ host: "a.example", backend: IngressBackend.fromService(service) }] });
  new Secret(chart, "secret", { stringData: { a: "b" } });
  const config = { apiVersion: "v1", kind: "ConfigMap", data: { asked: Lazy.any({ produce: () => "lazy" }), none: undefined } };
  new ApiObject(chart, "config", { ...config, metadata: { labels: {}, annotations: { at: "10.0.0.10" } } }).addJsonPatch(JsonPatch.add("/data/z", "1"));
};
const project = new Project({ defaults: "2026-11", resolvers: RESOLVERS });
fill(new Chart(project, "loose", { labels: { team: "a" } }));
process.on("exit", () => console.error("asked", JSON.stringify(asked)));
exports.__esModule = true;
exports.default = project;
`;

test("a program that has frozen cdk8s's classes is left with them", () => {
  const frozen = "Object.freeze(ApiObject.prototype);";
  const folder = project({
    "main.cjs": PROGRAM.replace("RESOLVERS", "[]").replace("const asked", `${frozen}\nconst asked`),
  });
  const ran = kumiki(folder, "synth", "main.cjs");
  expect(ran).toMatchObject({ exitCode: 0 });
  expect(ran.stderr).toContain("cdk8s's own");
});

test.each(["[registry]", "[]"])(
  "objects of cdk8s in a project are told in less time, and as without the command line, with resolvers %s",
  (resolvers) => {
    const program = PROGRAM.replace("RESOLVERS", resolvers);
    const folder = project({ "main.cjs": `${program}project.synth();` });
    const byItself = runNode(folder, "main.cjs");
    const expected = dist(folder);
    writeFileSync(join(folder, "main.cjs"), program);
    const ran = kumiki(folder, "synth", "main.cjs", "--out", "out");
    const [said, asked] = byItself.stderr.split("\n");
    expect(said).toBe("cdk8s's own");
    expect(ran.stderr.split("\n")).toEqual(expect.arrayContaining(["quick", asked]));
    expect(Object.keys(expected ?? {})).toHaveLength(6);
    expect(filesIn(join(folder, "out"))).toEqual(expected);
  },
);
