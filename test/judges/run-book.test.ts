import { readFileSync, symlinkSync } from "node:fs";
import { delimiter, join } from "node:path";
import { describe, expect } from "vitest";
import type { Inventory } from "../../lib/inventory/inventory.ts";
import { ROOT, scratch } from "../terminal.ts";
import { askProgram, type Said } from "./ask-program.ts";
import { CLUSTERS } from "./clusters.ts";
import { type ControlPlane, controlPlanePrograms } from "./control-plane/control-plane.ts";
import { registerMachines } from "./control-plane/register-machines.ts";
import { withControlPlane } from "./control-plane/with-control-plane.ts";
import { findProgram, judged } from "./judge.ts";

const read = (...path: readonly string[]): string => readFileSync(join(ROOT, ...path), "utf8");

/** The commands of a run-book that are for the cluster, in its order; the others are for machines. */
const commandsIn = (runBook: string): readonly string[] =>
  [...runBook.matchAll(/^```sh\n([^]*?)^```$/gm)]
    .flatMap(([, block = ""]) => block.trim().split("\n"))
    .filter((line) => /^(?:kubectl |\.\/secrets\.sh)/.test(line));

/** A folder for the PATH with the cluster's own kubectl, under its usual name. */
const folderWithKubectl = (release: string): string => {
  const folder = scratch();
  symlinkSync(findProgram(`kubectl-${release}`), join(folder, "kubectl"));
  return folder;
};

interface Secret {
  readonly metadata: { readonly name: string; readonly namespace: string; readonly resourceVersion: string };
  readonly data: Readonly<Record<string, string>>;
}

const NONE: Secret = { metadata: { name: "", namespace: "", resourceVersion: "" }, data: {} };

describe.each(CLUSTERS)("the run-book of %s", (cluster) => {
  const { kubernetes, machines } = JSON.parse(read(cluster, "inventory.json")) as Inventory;
  const commands = commandsIn(read(cluster, "README.md"));
  const hearing = {
    judge: `kubectl-${kubernetes}`,
    needs: controlPlanePrograms(kubernetes),
    artefacts: commands.length,
  };
  const prepare = (controlPlane: ControlPlane): Promise<void> => registerMachines(controlPlane, machines);

  withControlPlane({ title: "typed in its order", release: kubernetes, prepare }, (controlPlane) => {
    /** In the cluster's folder, as the run-book says. */
    const type = (command: string): Said => {
      const HOME = folderWithKubectl(kubernetes);
      const PATH = [HOME, process.env["PATH"]].join(delimiter);
      const env = { PATH, HOME, KUBECONFIG: controlPlane().kubeconfig };
      return askProgram("/bin/sh", ["-c", command], { cwd: join(ROOT, cluster), env });
    };
    const secrets = (): Promise<readonly Secret[]> => controlPlane().api.list<Secret>("/api/v1/secrets");

    judged("works, and again, and leaves every Secret as it is", hearing, async () => {
      expect(commands).toEqual([
        "kubectl get nodes",
        "./secrets.sh",
        "kubectl apply -k manifests",
        "kubectl get pods --all-namespaces",
        "kubectl get persistentvolumes,persistentvolumeclaims --all-namespaces",
      ]);
      const typeAll = () => commands.map((command) => ({ command, exitCode: type(command).exitCode }));
      const done = commands.map((command) => ({ command, exitCode: 0 }));
      expect(typeAll()).toEqual(done);
      const made = await secrets();
      expect(made.length).toBeGreaterThan(0);
      expect(typeAll()).toEqual(done);
      expect(await secrets()).toEqual(made);
    });
    judged("makes a value of its own for every key", hearing, async () => {
      const values = (await secrets()).flatMap(({ data }) => Object.values(data));
      expect(new Set(values).size).toBe(values.length);
      expect(values.filter((value) => Buffer.from(value, "base64").length < 16)).toEqual([]);
    });
    judged("says which key a Secret of one's own lacks, and leaves it", hearing, async () => {
      const [{ metadata, data } = NONE] = await secrets();
      const [key = ""] = Object.keys(data);
      const path = `/api/v1/namespaces/${metadata.namespace}/secrets/${metadata.name}`;
      await controlPlane().api.ask("PATCH", path, { data: { [key]: null } });
      const before = await secrets();
      expect(type("./secrets.sh")).toMatchObject({
        exitCode: 1,
        stderr: `secrets.sh: Secret ${metadata.name} in ${metadata.namespace} has no key ${key}; add it by hand\n`,
      });
      expect(await secrets()).toEqual(before);
    });
  });
});
