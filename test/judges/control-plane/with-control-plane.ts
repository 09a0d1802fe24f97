import { afterAll, beforeAll, describe } from "vitest";
import { areMissing } from "../judge.ts";
import { type ControlPlane, controlPlanePrograms, type Kind, startControlPlane } from "./control-plane.ts";

/** Tests that share a control plane of a release; `prepare` runs once before them. */
export const withControlPlane = (
  { title, prepare, ...kind }: SharedControlPlane,
  tests: (controlPlane: () => ControlPlane) => void,
): void => {
  describe(title, () => {
    let started: ControlPlane | undefined;
    beforeAll(async () => {
      if (areMissing(controlPlanePrograms(kind.release, kind.hasKubelets))) return;
      started = await startControlPlane(kind);
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

export interface SharedControlPlane extends Kind {
  readonly title: string;
  readonly prepare?: (controlPlane: ControlPlane) => Promise<void>;
}
