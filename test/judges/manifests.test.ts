import { readFileSync } from "node:fs";
import { join } from "node:path";
import { loadAll } from "js-yaml";
import { describe, expect } from "vitest";
import { ROOT } from "../terminal.ts";
import type { Said } from "./ask-program.ts";
import { CLUSTERS, inventoryOf, objectsOf, outputFiles } from "./clusters.ts";
import { type ControlPlane, controlPlanePrograms } from "./control-plane/control-plane.ts";
import { registerMachines } from "./control-plane/register-machines.ts";
import { settle, whyPending } from "./control-plane/settle.ts";
import { withControlPlane } from "./control-plane/with-control-plane.ts";
import { judged } from "./judge.ts";

const NEWEST = "1.37";

/** What kubectl says of each object, `deployment.apps/wordpress created`, as counts by its last word. */
const outcomes = ({ exitCode, stdout, stderr }: Said): Readonly<Record<string, unknown>> => {
  const words = stdout
    .trim()
    .split("\n")
    .map((line) => line.split(" ").at(-1) ?? "");
  const counts = Object.fromEntries(
    [...new Set(words)].map((word) => [word, words.filter((each) => each === word).length]),
  );
  // The API server's warnings, and every error; kubectl's own log lines begin with a letter and a date.
  const complaints = stderr.split("\n").filter((line) => /^(?:Warning|error|Error)/.test(line));
  return { exitCode, complaints, ...counts };
};

const allOf = (outcome: string, count: number) => ({ exitCode: 0, complaints: [], [outcome]: count });

/** Generation of every object of the apps' kinds that has one. */
const generations = async ({ api }: ControlPlane): Promise<readonly string[]> => {
  const paths = ["/apis/apps/v1/deployments", "/apis/apps/v1/statefulsets", "/apis/networking.k8s.io/v1/ingresses"];
  const lists = await Promise.all(paths.map((path) => api.list(path)));
  return lists.flat().map(({ metadata }) => `${metadata.name} ${String(metadata["generation"])}`);
};

describe.each(CLUSTERS)("%s", (cluster) => {
  const { kubernetes, machines, volumes } = inventoryOf(cluster);
  const folder = join(ROOT, cluster, "manifests");
  const files = outputFiles(".yaml").filter((file) => file.startsWith(`${cluster}/`));
  const objects = objectsOf(cluster);
  const count = objects.length;

  describe.each([...new Set([kubernetes, NEWEST])])("on Kubernetes %s", (release) => {
    const hearing = { judge: `kube-apiserver-${release}`, needs: controlPlanePrograms(release), artefacts: count };
    const prepare = (controlPlane: ControlPlane): Promise<void> => registerMachines(controlPlane, machines);

    withControlPlane({ title: "as one kustomization", release, prepare }, (controlPlane) => {
      judged("is created, every field known to the server", hearing, () => {
        expect(outcomes(controlPlane().kubectl(["apply", "--validate=strict", "-k", folder]))).toEqual(
          allOf("created", count),
        );
      });
      judged("is unchanged when it is applied again, and no generation moves", hearing, async () => {
        const before = await generations(controlPlane());
        expect(outcomes(controlPlane().kubectl(["apply", "-k", folder]))).toEqual(allOf("unchanged", count));
        expect(outcomes(controlPlane().kubectl(["apply", "-R", "-f", folder]))).toEqual(allOf("unchanged", count));
        expect(await generations(controlPlane())).toEqual(before);
        expect(before.length).toBeGreaterThan(0);
      });
      judged("has every claim bound to the volume that was meant", hearing, async () => {
        const { claims } = await settle(controlPlane());
        const bound = claims.map(({ metadata, spec }) => `${metadata.namespace}/${metadata.name} ${spec.volumeName}`);
        const meant = volumes.map((volume) => `${volume.namespace}/${volume.claim} ${volume.persistentVolume}`);
        expect(bound.toSorted()).toEqual(meant.toSorted());
      });
      judged("has a place for every pod", { ...hearing, judge: `kube-scheduler-${release}` }, async () => {
        const { pods } = await settle(controlPlane());
        expect(pods.map(whyPending).filter((reason) => reason !== undefined)).toEqual([]);
        const workloads = objects.filter(({ kind }) => kind === "Deployment" || kind === "StatefulSet");
        expect(pods.length).toBeGreaterThanOrEqual(workloads.length);
      });
      judged("has pods behind every Service", hearing, async () => {
        const { pods } = await settle(controlPlane());
        const idle = objects
          .filter(({ kind }) => kind === "Service")
          .filter(({ metadata, spec }) => {
            const wanted = Object.entries((spec as { selector: Record<string, string> }).selector);
            return !pods.some(
              (pod) =>
                pod.metadata.namespace === metadata.namespace &&
                wanted.every(([key, value]) => pod.metadata.labels?.[key] === value),
            );
          });
        expect(idle.map(({ metadata }) => metadata.name)).toEqual([]);
      });
      judged("is the same YAML for Go as for js-yaml and yaml", { ...hearing, judge: `kubectl-${release}` }, () => {
        for (const [index, file] of files.entries()) {
          const { stdout } = controlPlane().kubectl([
            "create",
            "--dry-run=client",
            "-o",
            "json",
            "-f",
            join(ROOT, file),
          ]);
          expect(JSON.parse(stdout)).toEqual(objects[index]);
          expect(loadAll(readFileSync(join(ROOT, file), "utf8"))).toEqual([objects[index]]);
        }
      });
    });

    withControlPlane({ title: "as a folder for each namespace, after cluster/", release }, (controlPlane) => {
      judged("is created, then unchanged", hearing, () => {
        const namespaces = [
          ...new Set(objects.map(({ metadata }) => metadata.namespace).filter((name) => name !== undefined)),
        ];
        const folders = ["cluster", ...namespaces.map((name) => join("namespaces", name))].map((name) =>
          join(folder, name),
        );
        const apply = (): string =>
          folders.map((each) => controlPlane().kubectl(["apply", "-k", each]).stdout).join("");
        const lines = (outcome: string) => new RegExp(`^(?:\\S+ ${outcome}\\n){${count}}$`);
        expect(apply()).toMatch(lines("created"));
        expect(apply()).toMatch(lines("unchanged"));
      });
    });
  });
});
