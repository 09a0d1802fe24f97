import { join } from "node:path";
import { describe, expect } from "vitest";
import type { Manifest } from "../../lib/manifest/manifest.ts";
import { ROOT } from "../terminal.ts";
import { inventoryOf, objectsOf, SITES } from "./clusters.ts";
import { controlPlanePrograms } from "./control-plane/control-plane.ts";
import { findReadyPod } from "./control-plane/ready-pod.ts";
import { remove } from "./control-plane/remove.ts";
import { type Rolled, roll, whileWatched } from "./control-plane/roll.ts";
import { withPlayedCluster } from "./control-plane/with-played-cluster.ts";
import { judged } from "./judge.ts";
import { withImage } from "./with-image.ts";

const changed = (objects: readonly Manifest[], kind: string, change: (spec: object) => object) =>
  objects.map((object) => (object.kind === kind ? { ...object, spec: change(object["spec"] as object) } : object));

const allWithImage = (objects: readonly Manifest[], kind: string, image: string): readonly Manifest[] =>
  objects.map((object) => (object.kind === kind ? withImage(object, image) : object));

/** What a Service keeps meanwhile: said here by hand, never read off the manifests. */
interface Promised {
  readonly endpoints: number;
  /** How long it may have none. */
  readonly goneSeconds: number;
}

const IN_SERVICE: Promised = { endpoints: 1, goneSeconds: 0 };

/** Its one pod ends before the next one starts, which takes three seconds to be ready. */
const GONE_MEANWHILE: Promised = { endpoints: 0, goneSeconds: 30 };

const WORDPRESS = "blog/wordpress";
const MARIADB = "blog/mariadb";
const ALL_IN_SERVICE = { [WORDPRESS]: IN_SERVICE, [MARIADB]: IN_SERVICE };

/** What is not kept of what was promised. */
const broken = ({ services }: Rolled, promises: Readonly<Record<string, Promised>>): readonly string[] =>
  Object.entries(promises).flatMap(([service, { endpoints, goneSeconds }]) => {
    const { lowest = 0, goneMilliseconds = Number.POSITIVE_INFINITY } = services[service] ?? {};
    return [
      ...(lowest < endpoints ? [`${service} fell to ${lowest} of ${endpoints}`] : []),
      ...(goneMilliseconds > goneSeconds * 1000 ? [`${service} had none for more than ${goneSeconds} s`] : []),
    ];
  });

const NEWEST = "1.37";

const RUNS = SITES.map((cluster) => ({ cluster, release: inventoryOf(cluster).kubernetes })).concat({
  cluster: "dist/lecture",
  release: NEWEST,
});

describe.each(RUNS)("rollouts", ({ cluster, release }) => {
  const objects = objectsOf(cluster);
  const hearing = { judge: "kwok", needs: controlPlanePrograms(release, true), artefacts: objects.length };

  withPlayedCluster(cluster, release, (controlPlane) => {
    judged("becomes ready, all of it", hearing, async () => {
      await whileWatched(controlPlane(), () => {
        const { exitCode } = controlPlane().kubectl(["apply", "-k", join(ROOT, cluster, "manifests")]);
        expect(exitCode).toBe(0);
      });
      await findReadyPod(controlPlane(), "wordpress-");
      await findReadyPod(controlPlane(), "mariadb-0");
    });

    judged("takes another image of WordPress and stays in service", hearing, async () => {
      const rolled = await roll(controlPlane(), objects, allWithImage(objects, "Deployment", "wordpress:another"));
      expect(rolled.replaced).toEqual([expect.stringMatching(/^blog\/wordpress-/)]);
      expect(broken(rolled, ALL_IN_SERVICE)).toEqual([]);
    });

    judged("would fall out of service if a pod ended before the next one is ready", hearing, async () => {
      const strategy = { type: "RollingUpdate", rollingUpdate: { maxUnavailable: 1, maxSurge: 0 } };
      const before = changed(objects, "Deployment", (spec) => ({ ...spec, strategy }));
      const rolled = await roll(controlPlane(), before, allWithImage(before, "Deployment", "wordpress:another"));
      expect(broken(rolled, ALL_IN_SERVICE)).toEqual([
        "blog/wordpress fell to 0 of 1",
        "blog/wordpress had none for more than 0 s",
      ]);
    });

    judged("takes another image of MariaDB, which is gone meanwhile, and WordPress's pod is not", hearing, async () => {
      const rolled = await roll(controlPlane(), objects, allWithImage(objects, "StatefulSet", "mariadb:another"));
      expect(rolled.replaced).toEqual(["blog/mariadb-0"]);
      expect(broken(rolled, { [WORDPRESS]: IN_SERVICE, [MARIADB]: GONE_MEANWHILE })).toEqual([]);
      expect(rolled.services[MARIADB]?.lowest).toBe(0);
    });

    judged("gets every deleted pod back", hearing, async () => {
      await roll(controlPlane(), objects, objects);
      for (const [start, service] of Object.entries({ "wordpress-": WORDPRESS, "mariadb-0": MARIADB })) {
        const { name, path } = await findReadyPod(controlPlane(), start);
        const rolled = await whileWatched(controlPlane(), () => remove(controlPlane(), path));
        expect(rolled.replaced).toEqual([`blog/${name}`]);
        expect(broken(rolled, { ...ALL_IN_SERVICE, [service]: GONE_MEANWHILE })).toEqual([]);
      }
    });
  });
});
