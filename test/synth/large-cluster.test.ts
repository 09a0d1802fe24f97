import { execFileSync } from "node:child_process";
import { chmodSync, readFileSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { load } from "js-yaml";
import { expect, test } from "vitest";
import { ConfigMap, PersistentVolume } from "../../imports/k8s/core/v1.ts";
import { Namespace, synthesize } from "../../lib/index.ts";
import { planOutput } from "../../lib/synth/write/plan-output.ts";
import { readOutput } from "../../lib/synth/write/read-output.ts";
import { writeOutput } from "../../lib/synth/write/write-output.ts";
import { fileOf, type Sample, sample } from "../sample.ts";
import { MEMORY, scratch } from "../terminal.ts";

/** A cluster of so many objects, in the cluster itself and in namespaces. */
const withObjects = (count: number): Sample => {
  const made = sample();
  const { cluster } = made;
  new PersistentVolume(cluster, "disk", {
    spec: { capacity: { storage: "1Gi" }, accessModes: ["ReadWriteOnce"], local: { path: "/a" } },
  });
  // A namespace comes by the order of its letters, whatever a locale makes of a dash.
  const first = new Namespace(cluster, "a-b");
  const namespaces = [first, new Namespace(cluster, "a"), new Namespace(cluster, "ab")];
  const [z, a] = ["z", "a"].map((name) => new ConfigMap(first, name, {})) as [ConfigMap, ConfigMap];
  a.addDependency(z);
  // Four namespaces are there, blog among them, and the three above.
  for (let index = 7; index < count; index += 1) new ConfigMap(namespaces[index % 3] ?? first, `c${index}`, {});
  return made;
};

test("the run-book of a cluster of 2,000 objects leaves them to kustomize, and of one more does not", () => {
  const commands = (count: number) => fileOf(withObjects(count).project, "lecture/README.md");
  expect(commands(2000)).toContain("\nkubectl apply -k manifests\n");
  const large = commands(2001);
  expect(large).not.toContain("\nkubectl apply -k manifests\n");
  expect(large).toContain("| xargs kubectl apply\n");
});

test.runIf(process.platform !== "win32")("its commands hand every file to kubectl, in apply order", () => {
  const { project } = withObjects(2100);
  const { files, manifests } = synthesize(project);
  const texts = new Map(files.map(({ path, text }) => [path, text]));
  const folder = scratch(MEMORY);
  const disk = readOutput(folder, files);
  writeOutput(folder, planOutput(files, disk, { isOurs: () => true }), disk);
  const [bin, log] = [join(folder, "kubectl"), join(folder, "log")];
  writeFileSync(bin, `#!/bin/sh\nprintf '%s\\n' "$@" >>${log}\n`);
  chmodSync(bin, 0o755);
  const commands = /## \d+\. Apply the manifests\n[^]*?```sh\n([^]*?)```/.exec(
    fileOf(project, "lecture/README.md"),
  )?.[1];
  const env = { ...process.env, PATH: `${folder}${delimiter}${process.env["PATH"]}` };
  execFileSync("sh", ["-euc", commands ?? "exit 9"], { cwd: join(folder, "lecture"), env });
  const given = readFileSync(log, "utf8")
    .split("\n")
    .filter((line) => line.startsWith("--filename="));
  const applied = given.map((line) => {
    const { kind, metadata } = load(
      texts.get(`lecture/${line.slice("--filename=".length)}`) ?? "",
    ) as (typeof manifests)[0]["manifests"][0];
    return `${kind} ${metadata.namespace}/${metadata.name}`;
  });
  expect(applied).toHaveLength(2100);
  expect(applied).toEqual(
    manifests
      .flatMap((cluster) => cluster.manifests)
      .map(({ kind, metadata }) => `${kind} ${metadata.namespace}/${metadata.name}`),
  );
  expect(applied.indexOf("ConfigMap a-b/z")).toBeLessThan(applied.indexOf("ConfigMap a-b/a"));
});
