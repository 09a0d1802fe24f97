import { ApiObject, Chart } from "cdk8s";
import { describe, expect, test } from "vitest";
import { ConfigMap, PersistentVolumeClaim } from "../../imports/k8s/core/v1.ts";
import { Cluster, Namespace, NfsServer, Project, rke, synthesize } from "../../lib/index.ts";
import { planOutput } from "../../lib/synth/write/plan-output.ts";
import { readOutput } from "../../lib/synth/write/read-output.ts";
import { writeOutput } from "../../lib/synth/write/write-output.ts";
import { check } from "../mistakes.ts";
import { MACHINES, type Sample, sample } from "../sample.ts";
import { filesIn, scratch } from "../terminal.ts";

/** What a program writes for whatever its names are: paths on the disk, which the writer has nothing against. */
const pathsOf = (build: (made: Sample) => void): readonly string[] => {
  const made = sample();
  build(made);
  const { files, findings } = synthesize(made.project);
  expect(findings.filter(({ severity }) => severity === "error")).toEqual([]);
  const folder = scratch();
  const disk = readOutput(folder, []);
  const plan = planOutput(files, disk, { isOurs: () => true });
  expect(plan.findings).toEqual([]);
  writeOutput(folder, plan, disk);
  return Object.keys(filesIn(folder));
};

describe("every legal name gets a file", () => {
  test("a claim of 253 letters", () => {
    const name = ["x".repeat(63), "y".repeat(63), "z".repeat(63), "w".repeat(61)].join(".");
    const paths = pathsOf(({ blog }) => new PersistentVolumeClaim(blog, "a", { metadata: { name } }));
    expect([name.length, paths.filter((path) => path.includes("persistentvolumeclaim-xxx"))]).toEqual([
      253,
      [expect.stringMatching(/__[0-9a-f]{16}\.yaml$/)],
    ]);
  });
  test("a namespace that is called as a device of Windows, and objects of a kind that is", () => {
    const paths = pathsOf(({ cluster, project }) => {
      new ConfigMap(new Namespace(cluster, "con"), "nul", {});
      new ApiObject(new Chart(project, "own"), "a", {
        apiVersion: "example.com/v1",
        kind: "Aux",
        metadata: { name: "a" },
      });
    });
    expect(paths).toEqual(
      expect.arrayContaining([
        "lecture/manifests/namespaces/_63_on/configmap-nul.yaml",
        "own/manifests/cluster/_61_ux.example.com_a.yaml",
      ]),
    );
  });
  test.each(["con", "NUL", "a:b", "..", "dot.", "C:\\temp", "x".repeat(300)])("a chart that is called %s", (id) => {
    const paths = pathsOf(({ project }) => new ConfigMap(new Chart(project, id), "a", { metadata: { name: "a" } }));
    expect(paths.filter((path) => !/^(?:lecture|hosts)\//.test(path))).toHaveLength(2);
  });
});

describe("is refused, since commands and kubeconfigs say it too:", () => {
  test("a cluster that is called as a device of Windows", () => {
    const project = new Project({ defaults: "2026-11" });
    new Cluster(project, "con", {
      kubernetes: "1.30",
      provisioner: rke({ release: "1.8.14" }),
      ssh: { user: "ubuntu" },
      nodes: MACHINES,
    });
    expect(synthesize(project).findings.map(({ code }) => code)).toContain("cluster-name");
  });
  test("a server that is", () =>
    check(
      ({ project }) => new NfsServer(project, "com1", { address: "10.0.0.9" }),
      ["nfs-server-name"],
      "such as con",
    ));
});
