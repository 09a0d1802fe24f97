import { symlinkSync } from "node:fs";
import { delimiter, join } from "node:path";
import { expect } from "vitest";
import { ConfigMap } from "../../imports/k8s/core/v1.ts";
import { fileOf, sample } from "../sample.ts";
import { ROOT, scratch } from "../terminal.ts";
import { askProgram } from "./ask-program.ts";
import { CLUSTERS, inventoryOf, objectsOf } from "./clusters.ts";
import { controlPlanePrograms } from "./control-plane/control-plane.ts";
import { withControlPlane } from "./control-plane/with-control-plane.ts";
import { findProgram, judged } from "./judge.ts";

const [CLUSTER = ""] = CLUSTERS;
const { kubernetes } = inventoryOf(CLUSTER);

/** The commands by which the run-book of a large cluster applies. They name no object: any cluster's folder will do. */
const applyCommands = (): string => {
  const { project, blog } = sample();
  for (let index = 0; index < 2000; index += 1) new ConfigMap(blog, `c${index}`, {});
  const readMe = fileOf(project, "lecture/README.md");
  return /## \d+\. Apply the manifests\n[^]*?```sh\n([^]*?)```/.exec(readMe)?.[1] ?? "exit 9";
};

withControlPlane(
  { title: `the run-book of a cluster too large for kustomize, typed at ${CLUSTER},`, release: kubernetes },
  (controlPlane) => {
    const hearing = {
      judge: `kubectl-${kubernetes}`,
      needs: controlPlanePrograms(kubernetes),
      artefacts: objectsOf(CLUSTER).length,
    };
    judged("applies every object in the order of the lists, and again", hearing, () => {
      const bin = scratch();
      symlinkSync(findProgram(`kubectl-${kubernetes}`), join(bin, "kubectl"));
      const env = {
        PATH: [bin, process.env["PATH"]].join(delimiter),
        HOME: bin,
        KUBECONFIG: controlPlane().kubeconfig,
      };
      const type = () => askProgram("/bin/sh", ["-ec", applyCommands()], { cwd: join(ROOT, CLUSTER), env });
      const said = (word: string) => {
        const { exitCode, stdout, stderr } = type();
        return { exitCode, stderr, applied: stdout.split("\n").filter((line) => line.endsWith(` ${word}`)) };
      };
      const first = said("created");
      expect(first).toMatchObject({ exitCode: 0, applied: { length: objectsOf(CLUSTER).length } });
      expect(first.applied[0]).toMatch(/^namespace\//);
      expect(said("unchanged").applied.map((line) => line.replace(/ .*/, ""))).toEqual(
        first.applied.map((line) => line.replace(/ .*/, "")),
      );
    });
  },
);
