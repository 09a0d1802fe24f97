import { afterAll, beforeAll, describe } from "vitest";
import { areMissing } from "../judge.ts";
import { type ControlPlane, controlPlanePrograms, startControlPlane } from "./control-plane.ts";

/** Tests that share a control plane of a release; `prepare` runs once before them. */
export const withControlPlane = (
  { title, release, prepare }: SharedControlPlane,
  tests: (controlPlane: () => ControlPlane) => void,
): void => {
  describe(title, () => {
    let started: ControlPlane | undefined;
    beforeAll(async () => {
      if (areMissing(controlPlanePrograms(release))) return;
      started = await startControlPlane(release);
      await prepare?.(started);
    });
    afterAll(async () => {
      await started?.stop();
    });
    tests(() => {
      if (started === undefined) throw new Error("no control plane was started");
      return started;
    });
  });
};

export interface SharedControlPlane {
  readonly title: string;
  /** `1.30` */
  readonly release: string;
  readonly prepare?: (controlPlane: ControlPlane) => Promise<void>;
}
