import { describe, expect } from "vitest";
import { inventoryOf, objectsOf, SITES } from "./clusters.ts";
import { followCluster, isSettled, readyEndpoints } from "./control-plane/cluster-state.ts";
import { type ControlPlane, controlPlanePrograms } from "./control-plane/control-plane.ts";
import { bringBack, lose } from "./control-plane/played-machines.ts";
import { findReadyPod, isReadyPod, type ReadyPod } from "./control-plane/ready-pod.ts";
import { remove } from "./control-plane/remove.ts";
import { roll } from "./control-plane/roll.ts";
import { withPlayedCluster } from "./control-plane/with-played-cluster.ts";
import { type Hearing, judged } from "./judge.ts";

interface Subject {
  readonly controlPlane: () => ControlPlane;
  readonly hearing: Hearing;
  /** Applies all of it, and gives what is watched of it from then on. */
  readonly stand: () => ReturnType<typeof followCluster>;
}

const isSuccessorOf =
  ({ name }: ReadyPod) =>
  (pod: Parameters<ReturnType<typeof isReadyPod>>[0]): boolean =>
    isReadyPod("wordpress-")(pod) && pod.metadata.name !== name;

const testsOfSeveral = ({ controlPlane, hearing, stand }: Subject): void => {
  judged("has WordPress on another one while its own is lost", hearing, async () => {
    const { seen, until, stop } = await stand();
    const lost = await findReadyPod(controlPlane(), "wordpress-");
    await lose(controlPlane(), lost.machine);
    await until("WordPress is back", ({ pods }) => [...pods.values()].some(isSuccessorOf(lost)));
    expect((await findReadyPod(controlPlane(), "wordpress-")).machine).not.toBe(lost.machine);
    expect(seen.pods.get(`blog/${lost.name}`)?.metadata.deletionTimestamp).toBeDefined();
    await bringBack(controlPlane(), lost.machine);
    await until("the pods that were lost have ended", isSettled);
    stop();
  });

  judged("has no MariaDB while its own is lost, until that Node is deleted", hearing, async () => {
    const { seen, until, stop } = await stand();
    const mariadb = () => seen.pods.get("blog/mariadb-0");
    const { machine, uid } = await findReadyPod(controlPlane(), "mariadb-0");
    await lose(controlPlane(), machine);
    await until("MariaDB shall end", () => mariadb()?.metadata.deletionTimestamp !== undefined);
    await until("a pod of WordPress is ready", ({ pods }) => [...pods.values()].some(isReadyPod("wordpress-")));
    // Meanwhile another pod ends and comes back.
    const other = await findReadyPod(controlPlane(), "wordpress-");
    await remove(controlPlane(), other.path);
    await until("WordPress is back", ({ pods }) => [...pods.values()].some(isSuccessorOf(other)));
    expect(mariadb()?.metadata.uid).toBe(uid);
    expect(readyEndpoints(seen).get("blog/mariadb")).toBe(0);
    await remove(controlPlane(), `/api/v1/nodes/${machine}`);
    await until("MariaDB is back", isSettled);
    expect(mariadb()?.spec.nodeName).not.toBe(machine);
    stop();
  });
};

const testsOfOne = ({ controlPlane, hearing, stand }: Subject): void => {
  judged("is out of service while it is lost, and back with it, each pod where it was", hearing, async () => {
    const { seen, until, stop } = await stand();
    const before = [...seen.pods.values()].map(({ metadata }) => metadata.uid).toSorted();
    const { machine } = await findReadyPod(controlPlane(), "mariadb-0");
    await lose(controlPlane(), machine);
    await until("nothing is in service", (now) => [...readyEndpoints(now).values()].every((count) => count === 0));
    await bringBack(controlPlane(), machine);
    await until("everything is in service", isSettled);
    expect([...seen.pods.values()].map(({ metadata }) => metadata.uid).toSorted()).toEqual(before);
    stop();
  });
};

describe.each(SITES)("a lost machine of", (cluster) => {
  const { kubernetes, machines } = inventoryOf(cluster);
  const objects = objectsOf(cluster);
  const hearing = { judge: "kwok", needs: controlPlanePrograms(kubernetes, true), artefacts: objects.length };

  withPlayedCluster(cluster, kubernetes, (controlPlane) => {
    const stand: Subject["stand"] = async () => {
      await roll(controlPlane(), objects, objects);
      return await followCluster(controlPlane().api);
    };
    (machines.length === 1 ? testsOfOne : testsOfSeveral)({ controlPlane, hearing, stand });
  });
});
