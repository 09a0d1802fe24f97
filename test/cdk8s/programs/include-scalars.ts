import { join } from "node:path";
import { type App, Chart, Include } from "cdk8s";
import type { World } from "../program.ts";

/** Scalars that YAML 1.1 and 1.2 read differently. */
export const build = (app: App, { fixtures }: World): void => {
  new Include(new Chart(app, "scalars"), "include", { url: join(fixtures, "scalars.yaml") });
};
