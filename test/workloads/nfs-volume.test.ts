import { expect, test } from "vitest";
import { NfsVolume } from "../../lib/index.ts";
import { inventoryOf, sample } from "../sample.ts";

test("an inventory says of a volume how its claim is mounted, whatever its owner is handed beside", () => {
  const { project, blog, nas } = sample();
  const owner = { uid: 1, gid: 1, accessMode: "ReadOnlyMany" };
  new NfsVolume(blog, "v", { directory: nas.export("/own", { size: "1Gi" }), accessMode: "ReadWriteOnce", owner });
  expect(inventoryOf(project).volumes.map(({ accessMode }) => accessMode)).toEqual(["ReadWriteOnce"]);
});
