import { describe, expect, test } from "vitest";
import { NfsVolume } from "../../lib/index.ts";
import { check } from "../mistakes.ts";
import { fileOf, inventoryOf, sample } from "../sample.ts";

test("an inventory says of a volume how its claim is mounted, whatever its owner is handed beside", () => {
  const { project, blog, nas } = sample();
  const owner = { uid: 1, gid: 1, accessMode: "ReadOnlyMany" };
  new NfsVolume(blog, "v", { directory: nas.export("/own", { size: "1Gi" }), accessMode: "ReadWriteOnce", owner });
  expect(inventoryOf(project).volumes.map(({ accessMode }) => accessMode)).toEqual(["ReadWriteOnce"]);
});

describe("NfsVolume reports", () => {
  const volume = (given: object): void => {
    const owner = { uid: 33, gid: 33 };
    check(
      ({ blog, nas }) =>
        new NfsVolume(blog, "v", { directory: nas.export("/v", { size: "1Gi" }), owner, usedBy: "it", ...given }),
      ["volume-value", "export-unmounted"],
    );
  };
  test("an owner that the set-up script cannot give a directory to, or that the shell takes for a command", () => {
    for (const owner of [{ gid: 1 }, { uid: Number.NaN, gid: 1 }, { uid: 1.5, gid: 1 }, { uid: 1, gid: -1 }])
      volume({ owner });
    volume({ owner: { uid: "1;reboot", gid: 1 } });
    for (const mode of [0o750, "750", "u=rwx", "0888", ""]) volume({ owner: { uid: 1, gid: 1, mode } });
  });
  test("an access mode that there is none of", () => volume({ accessMode: "RWX" }));
  test("mount options that no mount takes", () => {
    for (const mountOptions of ["ro", [""], ["hard noatime"], [4]]) volume({ mountOptions });
  });
});

test("NfsVolume leaves out mount options where there are none, as a server does", () => {
  const { project, blog, nas } = sample();
  const directory = nas.export("/v", { size: "1Gi" });
  new NfsVolume(blog, "v", { directory, owner: { uid: 1, gid: 1 }, mountOptions: [] });
  expect(fileOf(project, "lecture/manifests/cluster/persistentvolume-blog.v.yaml")).not.toContain("mountOptions");
});
