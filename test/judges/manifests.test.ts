import { readFileSync } from "node:fs";
import { join } from "node:path";
import { loadAll } from "js-yaml";
import { describe, expect } from "vitest";
import type { Manifest } from "../../lib/manifest/manifest.ts";
import { ROOT } from "../terminal.ts";
import type { Said } from "./ask-program.ts";
import { CLUSTERS, inventoryOf, objectsOf, outputFiles } from "./clusters.ts";
import { type ControlPlane, controlPlanePrograms } from "./control-plane/control-plane.ts";
import { registerMachines } from "./control-plane/register-machines.ts";
import { settle, whyPending } from "./control-plane/settle.ts";
import { withControlPlane } from "./control-plane/with-control-plane.ts";
import { judged } from "./judge.ts";

const NEWEST = "1.37";

/** What kubectl says of all objects, `deployment.apps/wordpress created`: their count by its last word, and the names of what it changed. */
const outcomes = ({ exitCode, stdout, stderr }: Said): Readonly<Record<string, unknown>> => {
  const lines = stdout
    .trim()
    .split("\n")
    .map((line) => line.split(" "));
  const changed = lines.filter(([, word]) => word === "configured").map(([name = ""]) => name);
  const words = lines.map(([, word = ""]) => word).filter((word) => word !== "configured");
  const counts = Object.fromEntries(
    [...new Set(words)].map((word) => [word, words.filter((each) => each === word).length]),
  );
  // The API server's warnings, and every error; kubectl's own log lines begin with a letter and a date.
  const complaints = stderr.split("\n").filter((line) => /^(?:Warning|error|Error)/.test(line));
  return { exitCode, complaints, ...counts, changed: changed.toSorted() };
};

const allCreated = (count: number) => ({ exitCode: 0, complaints: [], created: count, changed: [] });

/** What kubectl changes again at every apply: cdk8s-plus writes `false`, `0`, `[]` and `2048Mi`, which the server does not keep. */
const CHANGED_AGAIN: Readonly<Record<string, readonly string[]>> = {
  "test/golden/plus/farm": ["cronjob.batch/cleanup", "deployment.apps/web", "service/web"],
};

const appliedAgain = (cluster: string, count: number) => {
  const { [cluster]: changed = [] } = CHANGED_AGAIN;
  return { exitCode: 0, complaints: [], unchanged: count - changed.length, changed };
};

/** Generation of every object of the apps' kinds that has one, but for Deployments that an autoscaler changes whenever it likes. */
const generations = async ({ api }: ControlPlane, objects: readonly Manifest[]): Promise<readonly string[]> => {
  const scaled = new Set(
    objects
      .filter(({ kind }) => kind === "HorizontalPodAutoscaler")
      .map(({ spec }) => (spec as { readonly scaleTargetRef: { readonly name: string } }).scaleTargetRef.name),
  );
  const paths = ["/apis/apps/v1/deployments", "/apis/apps/v1/statefulsets", "/apis/networking.k8s.io/v1/ingresses"];
  const lists = await Promise.all(
    paths.map(async (path) => {
      const items = await api.list(path);
      const own = path.endsWith("deployments") ? items.filter(({ metadata }) => !scaled.has(metadata.name)) : items;
      return own.map(({ metadata }) => `${path} ${metadata.name} ${String(metadata["generation"])}`);
    }),
  );
  return lists.flat();
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
          allCreated(count),
        );
      });
      judged("is unchanged when it is applied again, and no generation moves", hearing, async () => {
        const before = await generations(controlPlane(), objects);
        for (const how of [["-k"], ["-R", "-f"]])
          expect(outcomes(controlPlane().kubectl(["apply", ...how, folder]))).toEqual(appliedAgain(cluster, count));
        expect(await generations(controlPlane(), objects)).toEqual(before);
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
        const apply = () => {
          const said = folders.map((each) => controlPlane().kubectl(["apply", "-k", each]));
          const all = (stream: "stdout" | "stderr"): string => said.map((each) => each[stream]).join("");
          const exitCode = Math.max(...said.map((each) => each.exitCode ?? 1));
          return outcomes({ exitCode, stdout: all("stdout"), stderr: all("stderr") });
        };
        expect(apply()).toEqual(allCreated(count));
        expect(apply()).toEqual(appliedAgain(cluster, count));
      });
    });
  });
});
